import { Empty } from "@/components/empty";
import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { countActs, MOST_COUNTED } from "@/lib/audit/count-acts";
import { AT_LEAST, TIMES } from "@/lib/audit/judge-acts";
import { requireAgent } from "@/lib/auth/session";
import { listAccounts } from "@/lib/auth/team";
import { dayStart, startDaysBefore } from "@/lib/clock/wall-clock";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { Refusal } from "../../refusal";
import { WhichList } from "../which-list";
import { CountTable } from "./count-table";

const PATH = "/activity/agents";
const DAYS = 30;

export const metadata = { title: "By agent" };

export default async function AgentsPage() {
  const seen = await requireAgent("audit.read");
  if (!seen.ok) return <Refusal title="By agent" why={seen.message} />;
  const place = { db: await getDatabase(), mode: env.mode };
  const now = Date.now();
  const today = dayStart(now, env.timeZone);
  const month = startDaysBefore(now, DAYS - 1, env.timeZone);
  const [{ byActor, cut }, accounts] = await Promise.all([
    countActs(place.db, { today: new Date(today).toISOString(), month: new Date(month).toISOString() }),
    listAccounts(place),
  ]);
  const team = accounts.flatMap(({ id, name, email, role }) => {
    const counts = byActor.get(id);
    return counts ? [{ id, name: name || email, role, counts }] : [];
  });
  return (
    <div className="space-y-6 pb-10">
      <PageHeader
        title="By agent"
        facts={`How often each of the team opened a customer, looked for one, revealed personal data, exported, or was refused, in ${DAYS} days and of those today. Marked is what is more than ${TIMES} times the median of the others, from ${AT_LEAST} on, which is enough where nobody else did it: a reason to ask, not a verdict.`}
        actions={<WhichList here={PATH} />}
      />
      {cut && (
        <Notice tone="info" title={`Of each kind the newest ${MOST_COUNTED.toLocaleString("en")} are counted`}>
          <p>
            There were more in these {DAYS} days, so the numbers of the {DAYS} days are too low.
          </p>
        </Notice>
      )}
      {team.length === 0 ? (
        <Empty title={`Nothing to count in ${DAYS} days`}>
          Who opens a customer, looks for one, reveals, exports or is refused something is listed here.
        </Empty>
      ) : (
        <CountTable team={team} since={month} zone={env.timeZone} />
      )}
    </div>
  );
}
