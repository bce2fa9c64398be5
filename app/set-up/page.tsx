import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PASSWORD_MAX, PASSWORD_MIN } from "@/lib/auth/password";
import { isSetUpToken } from "@/lib/auth/set-up-token";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Set up" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SetUpPage({ searchParams }: Props) {
  const { token, error } = await searchParams;
  if (env.mode !== "live") notFound();
  if (typeof token !== "string" || !(await isSetUpToken(await getDatabase(), token, new Date()))) return <Gone />;
  return (
    <main className="mx-auto grid max-w-sm gap-6 px-4 py-16">
      <h1 className="text-xl font-semibold">Create the first admin</h1>
      <p>You are the first here. This link works once.</p>
      {error === "invalid" && (
        <p role="alert">{`Give your name, an e-mail address, and a password of ${PASSWORD_MIN} characters or more.`}</p>
      )}
      <form method="post" action="/api/auth/set-up" className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <label className="grid gap-1">
          Name
          <input name="name" autoComplete="name" required maxLength={100} className="border px-2 py-1" />
        </label>
        <label className="grid gap-1">
          E-mail
          <input name="email" type="email" autoComplete="username" required className="border px-2 py-1" />
        </label>
        <label className="grid gap-1">
          {`Password, ${PASSWORD_MIN} characters or more`}
          <input
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={PASSWORD_MIN}
            maxLength={PASSWORD_MAX}
            className="border px-2 py-1"
          />
        </label>
        <button type="submit" className="border px-2 py-1">
          Create the admin and sign in
        </button>
      </form>
    </main>
  );
}

function Gone() {
  return (
    <main className="mx-auto grid max-w-sm gap-4 px-4 py-16">
      <h1 className="text-xl font-semibold">This link no longer works</h1>
      <p>A set-up link works once, for 24 hours, and only while nobody has an account.</p>
      <p>
        Is there an account already? <a href="/sign-in">Sign in</a>. If not, start the console again: it prints a new
        link to its log.
      </p>
    </main>
  );
}
