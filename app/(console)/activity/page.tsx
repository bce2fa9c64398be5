import { Empty } from "@/components/empty";
import { PageHeader } from "@/components/page-header";
import { Table } from "@/components/table";
import { appNameIn, findApp } from "@/lib/apps";
import { can, canSee, whyRefused } from "@/lib/auth/permissions";
import { requireAgent } from "@/lib/auth/session";
import { listAccounts } from "@/lib/auth/team";
import { hideOperation } from "@/lib/customers/hide-fields";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { listOperations } from "@/lib/operations/list-operations";
import { type Counterpart, listUndoers, listUndone } from "@/lib/operations/undo/list-undoers";
import { readSettings } from "@/lib/settings/store";
import { Refusal } from "../refusal";
import { EntryRow } from "./entry-row";
import { Filters } from "./filters";
import { ListFrame } from "./list-frame";
import { addressOf, type SearchParams } from "./read-asked";
import { readFilter } from "./read-filter";
import { WhichList } from "./which-list";

const PATH = "/activity";

export const metadata = { title: "Activity" };

const columns = [{ label: "When and who" }, { label: "What" }, { label: "Customer" }, { label: "Why" }];

type ActivityPageProps = { searchParams: Promise<SearchParams> };

export default async function ActivityPage({ searchParams }: ActivityPageProps) {
  const seen = await requireAgent("activity.read");
  if (!seen.ok) return <Refusal title="Activity" why={seen.message} />;
  const { agent } = seen;
  const onlyOwn = whyRefused(agent.role, "activity.read_all");
  const { asked, filter, unread, tooShort } = readFilter(await searchParams, env.timeZone);
  const place = { db: await getDatabase(), mode: env.mode };
  const [{ entries, older }, accounts, { reasons }] = await Promise.all([
    listOperations({
      ...filter,
      ...(onlyOwn && { agentId: agent.id }),
      seesPersonal: canSee(agent.role, "email"),
    }),
    onlyOwn ? [] : listAccounts(place),
    readSettings(),
  ]);
  const [undoers, undone] = await Promise.all([
    listUndoers(entries.map(({ id }) => id)),
    listUndone(entries.flatMap(({ undoes }) => undoes ?? [])),
  ]);
  const linked = (other: Counterpart | undefined, profileId: string) => {
    // Who sees only their own may not find it in the list.
    const href = onlyOwn ? undefined : `${addressOf(PATH, { customer: profileId })}#${other?.id}`;
    return other && { ...other, href };
  };
  const { before, ...filtered } = asked;
  const isFiltered = Object.keys(filtered).length > 0;
  return (
    <div className="space-y-6 pb-10">
      <PageHeader
        title="Activity"
        facts={
          onlyOwn
            ? "What you did to customers from here, newest first. A lead or an admin sees all of it."
            : "What was done to customers from here, newest first. Changes made elsewhere are not listed."
        }
        actions={can(agent.role, "audit.read") && <WhichList here={PATH} />}
      />
      <Filters
        asked={filtered}
        accounts={onlyOwn ? undefined : accounts.map(({ id, name, email }) => ({ id, name: name || email }))}
        reasons={reasons}
        zone={env.timeZone}
      />
      <ListFrame
        unread={unread}
        tooShort={tooShort}
        newest={before && addressOf(PATH, filtered)}
        older={older ? addressOf(PATH, filtered, { before: older }) : undefined}
      >
        {entries.length === 0 ? (
          <Empty title={isFiltered || before ? "Nothing here matches" : "Nothing was done from here yet"}>
            {isFiltered || before
              ? "No operation fits all of these filters. Take one out, or ask for other dates."
              : "Each edit, transaction, grant and end of access that is sent to Adapty from this console appears here."}
          </Empty>
        ) : (
          <Table caption="Operations, newest first" columns={columns}>
            {entries.map((entry) => (
              <EntryRow
                key={entry.id}
                entry={hideOperation(entry, agent.role)}
                reasons={reasons}
                appName={appNameIn(entry.app)}
                mayReveal={can(agent.role, "personal.reveal")}
                mayUndo={can(agent.role, "operation.undo")}
                undone={linked(undoers.get(entry.id), entry.profileId)}
                undoes={linked(undone.get(entry.undoes ?? ""), entry.profileId)}
                mayOpen={can(agent.role, "customer.read") && findApp(entry.app) !== undefined}
              />
            ))}
          </Table>
        )}
      </ListFrame>
    </div>
  );
}
