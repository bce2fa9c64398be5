import type { Metadata } from "next";
import { headers } from "next/headers";
import { AuthCard } from "@/components/auth-card";
import { Button } from "@/components/button";
import { Disclosure } from "@/components/disclosure";
import { Field } from "@/components/field";
import { TextInput } from "@/components/text-input";
import { getAuth } from "@/lib/auth/auth";
import { readPending } from "@/lib/auth/factor/pending";
import { readNextPath, signInPath } from "@/lib/auth/next-path";
import { whyNotIn } from "@/lib/auth/why-not-in";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Your code" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CodePage({ searchParams }: Props) {
  const { next: asked, error } = await searchParams;
  const next = readNextPath(asked);
  const given = await headers();
  const pending = await readPending(await getAuth(), given, new Date());
  const startAnew = (
    <a href={signInPath(next)} className="link">
      Sign in from the start
    </a>
  );
  if (!pending) {
    return (
      <AuthCard title="Your password first" intro="The code is asked for after it, and for 5 minutes.">
        <p>{startAnew}.</p>
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title="Your code"
      intro={
        <>
          The password of <bdi>{pending.email}</bdi> was right. Now the six digits that your authenticator app shows.
        </>
      }
      error={whyNotIn(error, env.publicUrl)}
    >
      <form method="post" action="/api/auth/code" className="space-y-4">
        <input type="hidden" name="next" value={next} />
        <Field
          label="Code from your app"
          hint="It changes every 30 seconds, and each works once. A recovery code is taken here, too."
        >
          <TextInput name="code" inputMode="numeric" autoComplete="one-time-code" required autoFocus maxLength={60} />
        </Field>
        <Button type="submit" kind="primary" className="w-full">
          Sign in
        </Button>
      </form>
      <Disclosure summary="Use a recovery code">
        <form method="post" action="/api/auth/code" className="space-y-4">
          <input type="hidden" name="next" value={next} />
          <Field
            label="Recovery code"
            hint="For when your phone is not here: one of the ten you stored. It works this once."
          >
            <TextInput name="code" mono autoCapitalize="none" required maxLength={60} />
          </Field>
          <Button type="submit" className="w-full">
            Sign in with it
          </Button>
        </form>
      </Disclosure>
      <p className="text-sm text-ink-soft">
        Neither at hand? An admin of your team can remove your second factor. {startAnew}.
      </p>
    </AuthCard>
  );
}
