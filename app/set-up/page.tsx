import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuthCard } from "@/components/auth-card";
import { Button } from "@/components/button";
import { DeadLink } from "@/components/dead-link";
import { Field } from "@/components/field";
import { NewPasswordField } from "@/components/new-password-field";
import { SsoForm } from "@/components/sso-form";
import { TextInput } from "@/components/text-input";
import { LINK_AWAY } from "@/lib/auth/link-form-route";
import { COMMON_PASSWORD, PASSWORD_MIN } from "@/lib/auth/password";
import { isSetUpToken } from "@/lib/auth/set-up-token";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Set up" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SetUpPage({ searchParams }: Props) {
  const { token, error } = await searchParams;
  if (env.mode !== "live") notFound();
  if (typeof token !== "string" || !(await isSetUpToken(await getDatabase(), token, new Date()))) return gone;
  return (
    <AuthCard
      title="Create the first admin"
      intro="You are the first here. This link works once."
      error={errors.get(String(error))}
    >
      {env.sso && (
        <SsoForm fields={{ purpose: "set_up", token }} primary={env.sso.only}>
          Create the admin with {env.sso.name}
        </SsoForm>
      )}
      {!env.sso?.only && <PasswordForm token={token} />}
    </AuthCard>
  );
}

function PasswordForm({ token }: { token: string }) {
  return (
    <form method="post" action="/api/auth/set-up" className="space-y-4">
      <input type="hidden" name="token" value={token} />
      <Field label="Name">
        <TextInput name="name" autoComplete="name" required maxLength={100} />
      </Field>
      <Field label="E-mail">
        <TextInput name="email" type="email" autoComplete="username" required />
      </Field>
      <NewPasswordField />
      <Button type="submit" kind="primary" className="w-full">
        Create the admin and sign in
      </Button>
    </form>
  );
}

const errors = new Map([
  ["invalid", `Give your name, an e-mail address, and a password of ${PASSWORD_MIN} characters or more.`],
  ["common", COMMON_PASSWORD],
  ["away", LINK_AWAY],
]);

const gone = (
  <DeadLink
    intro="A set-up link works once, for 24 hours, and only while nobody has an account."
    question="Is there an account already?"
    otherwise="start the console again: it prints a new link to its log."
  />
);
