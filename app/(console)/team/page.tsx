import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { listInvitations } from "@/lib/auth/invitations";
import { NO_PASSWORDS } from "@/lib/auth/password";
import { requireAgent } from "@/lib/auth/session";
import { listSessions } from "@/lib/auth/sessions";
import { listAccounts } from "@/lib/auth/team";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { Refusal } from "../refusal";
import { Accounts } from "./accounts";
import { Invitations } from "./invitations";
import { InviteButton } from "./invite-button";

export const metadata = { title: "Team" };

export default async function TeamPage() {
  const seen = await requireAgent("team.manage");
  if (!seen.ok) return <Refusal title="Team" why={seen.message} />;
  const place = { db: await getDatabase(), mode: env.mode };
  const now = new Date();
  const [accounts, sessions, invitations] = await Promise.all([
    listAccounts(place),
    listSessions(place.db, { now }),
    listInvitations(place, now),
  ]);
  const agent = { id: seen.agent.id, role: seen.agent.role };
  return (
    <div className="max-w-260 space-y-10 pb-10">
      <div>
        <PageHeader title="Team" facts="Who may sign in here, and as what." actions={<InviteButton />} />
        {env.mode === "practice" && (
          <Notice tone="info" title="Practice mode: try all of it">
            Links work on this machine. Accounts made here let nobody in once a live key is set.
          </Notice>
        )}
      </div>
      <Accounts
        accounts={accounts}
        sessions={sessions}
        agent={agent}
        sso={env.sso !== null}
        whyNoPassword={env.sso?.only ? NO_PASSWORDS : undefined}
      />
      <Invitations invitations={invitations} />
    </div>
  );
}
