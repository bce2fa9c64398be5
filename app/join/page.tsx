import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";
import { Button } from "@/components/button";
import { DeadLink } from "@/components/dead-link";
import { Field } from "@/components/field";
import { NewPasswordField } from "@/components/new-password-field";
import { SsoForm } from "@/components/sso-form";
import { TextInput } from "@/components/text-input";
import { duties } from "@/lib/auth/duties";
import { findInvitation } from "@/lib/auth/invitations";
import { LINK_AWAY } from "@/lib/auth/link-form-route";
import { COMMON_PASSWORD, PASSWORD_MIN } from "@/lib/auth/password";
import { aRole } from "@/lib/auth/permissions";
import { getAgent } from "@/lib/auth/session";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Join" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function JoinPage({ searchParams }: Props) {
  const { token, error } = await searchParams;
  if (typeof token !== "string") return gone;
  const invitation = await findInvitation({ db: await getDatabase(), mode: env.mode }, token, new Date());
  if (!invitation) return gone;
  const { email, name, role, invitedBy } = invitation;
  const current = await getAgent();
  return (
    <AuthCard
      title="Join the team"
      intro={
        <>
          <bdi>{invitedBy}</bdi> invites you as {aRole(role)}, who {duties[role]}. This link works once.
        </>
      }
      error={errors.get(String(error))}
    >
      {env.sso && (
        <SsoForm fields={{ purpose: "sign_in" }} primary={env.sso.only}>
          Join with {env.sso.name}
        </SsoForm>
      )}
      {env.sso?.only ? (
        <p className="text-ink-soft">
          Sign in there as <bdi>{email}</bdi>: the invitation is for that e-mail.
        </p>
      ) : (
        <form method="post" action="/api/auth/join" className="space-y-4">
          <input type="hidden" name="token" value={token} />
          <Field label="E-mail" hint="You sign in with it.">
            <TextInput value={email} type="email" autoComplete="username" readOnly />
          </Field>
          <Field label="Name">
            <TextInput name="name" autoComplete="name" required maxLength={100} defaultValue={name ?? undefined} />
          </Field>
          <NewPasswordField />
          {current && (
            <p className="text-sm text-ink-soft">
              This browser is signed in as <bdi>{current.email}</bdi>. Joining signs that account out here.
            </p>
          )}
          <Button type="submit" kind="primary" className="w-full">
            Create the account and sign in
          </Button>
        </form>
      )}
    </AuthCard>
  );
}

const errors = new Map([
  ["invalid", `Give your name, and a password of ${PASSWORD_MIN} characters or more.`],
  ["common", COMMON_PASSWORD],
  ["away", LINK_AWAY],
]);

const gone = (
  <DeadLink
    intro="An invitation works once, for 72 hours, until it is taken back or a newer one is made."
    question="Did you use it already?"
    otherwise="ask an admin of your team for a new link."
  />
);
