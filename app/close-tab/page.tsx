import type { Metadata } from "next";
import { AuthCard } from "@/components/auth-card";
import { whyCodeRefused } from "@/lib/auth/factor/why-not-code";
import { getAgent } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { whySsoRefused } from "@/lib/sso/refusals";
import { TellOtherTab } from "./tell-other-tab";

export const metadata: Metadata = { title: "Close this tab" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The end of what was begun in a new tab beside an open form: signing in again, or confirming that it is you. */
export default async function CloseTabPage({ searchParams }: Props) {
  const { done, error, was } = await searchParams;
  const agent = await getAgent();
  const refused = whySsoRefused(error, env.sso?.name ?? "") ?? whyCodeRefused(error);
  if (refused || !agent) {
    return (
      <AuthCard title="Not confirmed" intro={kept} error={refused ?? "You are signed out, so nothing was confirmed."}>
        <p className="text-ink-soft">Close this tab, and try again from the other one.</p>
        {error === "code_needed" && <TellOtherTab what="code_needed" />}
      </AuthCard>
    );
  }
  const other = typeof was === "string" && was !== agent.id;
  const signedIn = typeof was === "string" && { signedIn: { id: agent.id, email: agent.email } };
  const title =
    done === "confirmed" ? "Confirmed: it is you" : other ? "You are somebody else now" : "You are signed in";
  return (
    <AuthCard title={title} intro={other ? changed : kept}>
      <p>
        This browser is signed in as <bdi className="font-medium">{agent.email}</bdi>.{" "}
        {other ? "Sign in there as before, or reload it." : "You may close this one."}
      </p>
      {done === "confirmed" ? <TellOtherTab what="confirmed" /> : signedIn && <TellOtherTab what={signedIn} />}
    </AuthCard>
  );
}

const kept = "What you entered in the other tab is still there.";
const changed = "The other tab was opened by another account: nothing is sent from it as this one.";
