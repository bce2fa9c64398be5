import { buttonClass } from "@/components/button-class";
import { Empty } from "@/components/empty";
import { PageHeader } from "@/components/page-header";
import { Table } from "@/components/table";
import { appNameIn, findApp } from "@/lib/apps";
import { resolveAbout } from "@/lib/audit/find-targets";
import { listEvents } from "@/lib/audit/list-events";
import { can, canSee } from "@/lib/auth/permissions";
import { requireAgent } from "@/lib/auth/session";
import { listAccounts } from "@/lib/auth/team";
import { eraseReasons } from "@/lib/customers/erase-input";
import { hidePersonal } from "@/lib/customers/hide-fields";
import { getDatabase } from "@/lib/db/database";
import { env } from "@/lib/env";
import { readSettings } from "@/lib/settings/store";
import { Refusal } from "../../refusal";
import { ListFrame } from "../list-frame";
import { addressOf, type SearchParams } from "../read-asked";
import { WhichList } from "../which-list";
import { EventFilters } from "./event-filters";
import { EventRow } from "./event-row";
import { readEventFilter } from "./read-event-filter";

const PATH = "/activity/record";
const EXPORT = "/api/audit/export";

export const metadata = { title: "The record" };

const columns = [{ label: "When and who" }, { label: "What" }, { label: "On whom" }, { label: "Why" }];

const erasing = Object.entries(eraseReasons).map(([code, label]) => ({ code, label }));

type RecordPageProps = { searchParams: Promise<SearchParams> };

export default async function RecordPage({ searchParams }: RecordPageProps) {
  const seen = await requireAgent("audit.read");
  if (!seen.ok) return <Refusal title="The record" why={seen.message} />;
  const { role } = seen.agent;
  const { asked, filter, unread, tooShort } = readEventFilter(await searchParams, env.timeZone);
  const { before: from, ...narrowed } = filter;
  const place = { db: await getDatabase(), mode: env.mode };
  const [{ events, older, lookedTo }, accounts, { reasons }] = await Promise.all([
    resolveAbout(narrowed).then((resolved) =>
      listEvents({ ...resolved, before: from, seesPersonal: canSee(role, "email") }),
    ),
    listAccounts(place),
    readSettings(),
  ]);
  const { before, ...filtered } = asked;
  const isFiltered = Object.keys(filtered).length > 0;
  const nothing = isFiltered || before ? "Nothing here matches" : "Nothing is recorded yet";
  const people = accounts.map(({ id, name, email }) => ({ id, name: name || email }));
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (
    <div className="space-y-6 pb-10">
      <PageHeader
        title="The record"
        facts="Everything that was done, tried or looked at here, newest first. Nobody can change or delete it unnoticed."
        actions={<WhichList here={PATH} />}
      />
      <EventFilters asked={filtered} accounts={people} reasons={[...reasons, ...erasing]} zone={env.timeZone} />
      {can(role, "audit.export") && (
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
          {isFiltered ? "Export what fits these filters:" : "Export all of it:"}
          {(["csv", "jsonl"] as const).map((format) => (
            <a
              key={format}
              href={addressOf(EXPORT, filtered, { format })}
              download
              className={buttonClass("plain", "sm")}
            >
              {format.toUpperCase()}
            </a>
          ))}
          <span>The export is recorded too.</span>
        </p>
      )}
      <ListFrame
        unread={unread}
        tooShort={tooShort}
        newest={before && addressOf(PATH, filtered)}
        older={older ? addressOf(PATH, filtered, { before: String(older) }) : undefined}
        lookedTo={lookedTo}
      >
        {events.length === 0 ? (
          <Empty title={lookedTo ? "Nothing found so far" : nothing}>
            {lookedTo
              ? "No event looked at so far fits all of these filters."
              : isFiltered || before
                ? "No event fits all of these filters. Take one out, or ask for other dates."
                : "Each write, sign-in, refusal, change of the team or the settings, and look at a customer appears here."}
          </Empty>
        ) : (
          <Table caption="Events, newest first" columns={columns}>
            {events.map((event) => (
              <EventRow
                key={event.seq}
                event={{ ...event, personal: hidePersonal(event.action, event.personal, role) }}
                reasons={reasons}
                names={names}
                appName={appNameIn(event.app)}
                mayReveal={can(role, "personal.reveal")}
                mayOpen={can(role, "customer.read") && findApp(event.app ?? "") !== undefined}
              />
            ))}
          </Table>
        )}
      </ListFrame>
    </div>
  );
}
