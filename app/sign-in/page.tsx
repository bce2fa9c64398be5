import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth-card";
import { Button } from "@/components/button";
import { Disclosure } from "@/components/disclosure";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { SsoForm } from "@/components/sso-form";
import { TextInput } from "@/components/text-input";
import { hasPasswords } from "@/lib/auth/create-account";
import { duties } from "@/lib/auth/duties";
import { readNextPath } from "@/lib/auth/next-path";
import { practiceAgents } from "@/lib/auth/practice-agents";
import { getAgent } from "@/lib/auth/session";
import { whyNotIn } from "@/lib/auth/why-not-in";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { whoMayUsePasswords } from "@/lib/sso/password-door";
import { whySsoRefused } from "@/lib/sso/refusals";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { next: asked, error, done } = await searchParams;
  const next = readNextPath(asked);
  if (await getAgent()) redirect(next);
  const message = whyNotIn(error, env.publicUrl) ?? whySsoRefused(error, env.sso?.name ?? "");
  const practice = env.mode === "practice";
  const db = await getDatabase();
  const passwords = !env.sso?.only || (await whoMayUsePasswords(db, new Date())).length > 0;
  return (
    <AuthCard
      title={practice ? "Practice mode" : "Sign in"}
      intro={
        practice
          ? "Customers, purchases and agents are made up, so nothing can go wrong. Choose who you are."
          : "Support console for Adapty subscriptions."
      }
      error={message}
    >
      {done === "new-password" && !message && (
        <Notice tone="info" title="Your new password is set">
          Sign in with it. You are signed out everywhere else.
        </Notice>
      )}
      {env.sso && (
        <SsoForm fields={{ purpose: "sign_in", next }} primary={!practice && !passwords}>
          Sign in with {env.sso.name}
        </SsoForm>
      )}
      {practice ? <PracticeForm next={next} /> : passwords && <PasswordForm next={next} />}
      {practice && passwords && (await hasPasswords(db)) && (
        <Disclosure
          summary="Sign in with a password"
          aside="for those invited here"
          open={message !== undefined || done !== undefined}
        >
          <PasswordForm next={next} />
        </Disclosure>
      )}
    </AuthCard>
  );
}

function PasswordForm({ next }: { next: string }) {
  return (
    <form method="post" action="/api/auth/sign-in" className="space-y-4">
      <input type="hidden" name="next" value={next} />
      <Field label="E-mail">
        <TextInput name="email" type="email" autoComplete="username" required />
      </Field>
      <Field label="Password">
        <TextInput name="password" type="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" kind="primary" className="w-full">
        Sign in
      </Button>
    </form>
  );
}

function PracticeForm({ next }: { next: string }) {
  return (
    <form method="post" action="/api/auth/practice" className="space-y-2">
      <input type="hidden" name="next" value={next} />
      {practiceAgents.map(({ id, name, role }) => (
        <button
          key={id}
          type="submit"
          name="role"
          value={role}
          className="flex min-h-13 w-full flex-col rounded-md border border-line-strong/60 bg-surface px-3 py-2 text-left hover:border-line-strong hover:bg-hover"
        >
          <span className="font-medium">
            Continue as {name} ({role})
          </span>
          <span className="text-sm text-ink-soft">{duties[role]}</span>
        </button>
      ))}
    </form>
  );
}
