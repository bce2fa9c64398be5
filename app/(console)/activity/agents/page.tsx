import { Empty } from "@/components/empty";
import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { Section } from "@/components/section";
import { appNameIn } from "@/lib/apps";
import { countActs, MOST_COUNTED } from "@/lib/audit/count-acts";
import { AT_LEAST, TIMES } from "@/lib/audit/judge-acts";
import { requireAgent } from "@/lib/auth/session";
import { listAccounts } from "@/lib/auth/team";
import { dayStart, startDaysBefore, toWallClock } from "@/lib/clock/wall-clock";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { listRepeated, REPEATED_FROM } from "@/lib/operations/list-repeated";
import { Refusal } from "../../refusal";
import { WhichList } from "../which-list";
import { CountTable } from "./count-table";
import { RepeatedTable } from "./repeated-table";

const PATH = "/activity/agents";
const DAYS = 30;
const ABOUT = "This page counts how often each of the team opened a customer, revealed personal data or was refused.";

export const metadata = { title: "By agent" };

export default async function AgentsPage() {
  const seen = await requireAgent("audit.read");
  if (!seen.ok) return <Refusal title="By agent" why={seen.message} about={ABOUT} />;
  const place = { db: await getDatabase(), mode: env.mode };
  const now = Date.now();
  const today = dayStart(now, env.timeZone);
  const month = startDaysBefore(now, DAYS - 1, env.timeZone);
  const since = { today: new Date(today).toISOString(), month: new Date(month).toISOString() };
  const [{ byActor, cut }, accounts, repeated] = await Promise.all([
    countActs(place.db, since),
    listAccounts(place),
    listRepeated(place.db, since.month),
  ]);
  const nameOf = (id: string) => {
    const account = accounts.find((one) => one.id === id);
    return account?.name || account?.email || "An account that is gone";
  };
  const team = accounts.flatMap(({ id, name, email, role }) => {
    const counts = byActor.get(id);
    return counts ? [{ id, name: name || email, role, counts }] : [];
  });
  const from = toWallClock(month, env.timeZone).slice(0, 10);
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
        <CountTable team={team} from={from} />
      )}
      {repeated.length > 0 && (
        <Section title="The same customer again">
          <p className="mb-3 max-w-prose text-sm text-ink-soft">
            Who granted one customer access {REPEATED_FROM} times or more in {DAYS} days, most often first: a reason to
            ask, not a verdict.
          </p>
          <RepeatedTable repeated={repeated} nameOf={nameOf} appNameOf={appNameIn} from={from} />
        </Section>
      )}
    </div>
  );
}
