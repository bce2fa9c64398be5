import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";
import { Button } from "@/components/button";
import { DeadLink } from "@/components/dead-link";
import { Field } from "@/components/field";
import { NewPasswordField } from "@/components/new-password-field";
import { TextInput } from "@/components/text-input";
import { LINK_AWAY } from "@/lib/auth/link-form-route";
import { COMMON_NEW_PASSWORD, NO_PASSWORDS, PASSWORD_MIN } from "@/lib/auth/password";
import { findPasswordLink } from "@/lib/auth/password-links";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "New password" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewPasswordPage({ searchParams }: Props) {
  const { token, error } = await searchParams;
  const place = { db: await getDatabase(), mode: env.mode, ssoOnly: env.sso?.only ?? false };
  const account = typeof token === "string" && (await findPasswordLink(place, token, new Date()));
  if (!account) return env.sso?.only ? noPasswords : gone;
  return (
    <AuthCard
      title="Choose a new password"
      intro="It replaces the one you have, and signs you out wherever you are signed in. This link works once."
      error={errors.get(String(error))}
    >
      <form method="post" action="/api/auth/new-password" className="space-y-4">
        <input type="hidden" name="token" value={token} />
        <Field label="E-mail">
          <TextInput value={account.email} type="email" autoComplete="username" readOnly />
        </Field>
        <NewPasswordField />
        <Button type="submit" kind="primary" className="w-full">
          Set the new password
        </Button>
      </form>
    </AuthCard>
  );
}

const errors = new Map([
  ["invalid", `Give a password of ${PASSWORD_MIN} characters or more.`],
  ["common", COMMON_NEW_PASSWORD],
  ["away", LINK_AWAY],
]);

const noPasswords = (
  <DeadLink intro={NO_PASSWORDS} question="Can you sign in there?" otherwise="ask an admin of your team." />
);

const gone = (
  <DeadLink
    intro="A link for a new password works once, for 24 hours, until a newer one is made."
    question="Did you use it already?"
    otherwise="ask an admin of your team for a new link."
  />
);
