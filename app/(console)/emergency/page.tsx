import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { areOnePerson } from "@/lib/auth/one-person";
import { can, refusalsOf } from "@/lib/auth/permissions";
import { requireAgent } from "@/lib/auth/session";
import { getDatabase } from "@/lib/db/database";
import { DRILL_DAYS, isUntried } from "@/lib/emergency/drill";
import { listActs } from "@/lib/emergency/list-acts";
import { listElevations } from "@/lib/emergency/list-elevations";
import { Refusal } from "../refusal";
import { StartButton } from "./start-button";
import { Uses } from "./uses";

export const metadata = { title: "Emergency access" };

export default async function EmergencyPage() {
  const seen = await requireAgent("elevation.read");
  if (!seen.ok) return <Refusal title="Emergency access" why={seen.message} />;
  const { id, role, elevation } = seen.agent;
  const all = can(role, "elevation.review") || can(role, "audit.read");
  const db = await getDatabase();
  const uses = await listElevations(db, { now: new Date(), userId: all ? undefined : id });
  const refused = refusalsOf(role);
  const toReview = refused["elevation.review"] ? [] : uses.filter(({ review, running }) => !review && !running);
  const own: string[] = [];
  for (const use of toReview)
    if (await areOnePerson(db, seen.agent, { id: use.userId, email: use.email })) own.push(use.id);
  const acts = await listActs(
    db,
    toReview.map((use) => use.id),
  );
  const startedAt = uses.map((use) => use.startedAt);
  const untried = !refused["elevation.review"] && isUntried(startedAt, Date.now());
  const canTake = elevation !== undefined || !refused["elevation.start"];
  return (
    <div className="max-w-260 space-y-6 pb-10">
      <PageHeader
        title="Emergency access"
        facts={
          all
            ? "Who acted for 30 minutes with most rights of a lead and without limits, why, and who has looked at it."
            : "When something must be done now and nobody who may is there: 30 minutes with most rights of a lead, without limits."
        }
        actions={canTake && <StartButton disabledReason={elevation && "It runs already"} />}
      />
      {untried && (
        <Notice tone="info" title={`Nobody has tried emergency access for ${DRILL_DAYS} days`}>
          <p>
            What is never tried may fail when it is needed. Ask an agent or a lead to take it and end it again, then
            review it here.
          </p>
        </Notice>
      )}
      <Uses uses={uses} acts={acts} viewer={id} own={own} refused={refused["elevation.review"]} />
    </div>
  );
}
