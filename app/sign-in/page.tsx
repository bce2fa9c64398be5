import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { readNextPath } from "@/lib/auth/next-path";
import { practiceAgents } from "@/lib/auth/practice-agents";
import { getAgent } from "@/lib/auth/session";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Sign in" };

const errors: Record<string, string> = {
  refused: "This e-mail and password do not match. Check both and try again.",
  wait: "Too many attempts. Wait a minute, then try again.",
  failed: "Sign-in failed on our side. Try again; if it goes on, ask your admin to look at the log.",
  origin: `This page was opened under another address than ${env.publicUrl}. Open it there, or set PUBLIC_URL.`,
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { next: asked, error } = await searchParams;
  const next = readNextPath(asked);
  if (await getAgent()) redirect(next);
  const message = typeof error === "string" ? errors[error] : undefined;
  return (
    <main className="mx-auto grid max-w-sm gap-6 px-4 py-16">
      <h1 className="text-xl font-semibold">Support console</h1>
      {message && <p role="alert">{message}</p>}
      {env.mode === "practice" ? <PracticeForm next={next} /> : <PasswordForm next={next} />}
    </main>
  );
}

function PasswordForm({ next }: { next: string }) {
  return (
    <form method="post" action="/api/auth/sign-in" className="grid gap-4">
      <input type="hidden" name="next" value={next} />
      <label className="grid gap-1">
        E-mail
        <input name="email" type="email" autoComplete="username" required className="border px-2 py-1" />
      </label>
      <label className="grid gap-1">
        Password
        <input name="password" type="password" autoComplete="current-password" required className="border px-2 py-1" />
      </label>
      <button type="submit" className="border px-2 py-1">
        Sign in
      </button>
    </form>
  );
}

function PracticeForm({ next }: { next: string }) {
  return (
    <form method="post" action="/api/auth/practice" className="grid gap-4">
      <p>Practice mode: customers, purchases and agents are made up. Choose who you are.</p>
      <input type="hidden" name="next" value={next} />
      {practiceAgents.map(({ id, name, role }) => (
        <button key={id} type="submit" name="role" value={role} className="border px-2 py-1">
          {`Continue as ${name} (${role})`}
        </button>
      ))}
    </form>
  );
}
