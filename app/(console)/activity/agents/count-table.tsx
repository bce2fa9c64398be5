import { PageLink } from "@/components/page-link";
import { Status } from "@/components/status";
import { Cell, Row, Table } from "@/components/table";
import { type ActKind, actKinds, type Count, type Counts, isMuch } from "@/lib/audit/judge-acts";
import { toWallClock } from "@/lib/clock/wall-clock";
import { addressOf } from "../read-asked";

type Person = { id: string; name: string; role: string; counts: Counts };
type CountTableProps = { team: Person[]; medians: Counts; since: number; zone: string };

/** The label of a kind, and what the record is asked for to see it. */
const kinds: Record<ActKind, { label: string; asked: Record<string, string> }> = {
  views: { label: "Customers opened", asked: { action: "profile.view", outcome: "allowed" } },
  reveals: { label: "Personal data revealed", asked: { action: "personal.reveal", outcome: "allowed" } },
  exports: { label: "Exports of the record", asked: { action: "audit.export", outcome: "done" } },
  downloads: { label: "Downloads of a customer", asked: { action: "customer.export", outcome: "done" } },
  denied: { label: "Refused", asked: { outcome: "denied" } },
};

const columns = [{ label: "Agent" }, ...actKinds.map((kind) => ({ label: kinds[kind].label }))];

const isMarked = (count: Count, median: Count) =>
  isMuch(count.today, median.today) || isMuch(count.month, median.month);

/** Whoever stands out first, then by name; below all the team's median. */
export function CountTable({ team, medians, since, zone }: CountTableProps) {
  const marks = ({ counts }: Person) => actKinds.filter((kind) => isMarked(counts[kind], medians[kind])).length;
  const sorted = team.toSorted((one, other) => marks(other) - marks(one) || one.name.localeCompare(other.name, "en"));
  const from = toWallClock(since, zone).slice(0, 10);
  return (
    <Table caption="What each agent did, 30 days" columns={columns}>
      {sorted.map((person) => (
        <Row key={person.id}>
          <Cell label="Agent" note={person.role}>
            <bdi className="font-medium">{person.name}</bdi>
          </Cell>
          {actKinds.map((kind) => (
            <CountCell
              key={kind}
              kind={kind}
              person={person}
              median={medians[kind]}
              href={addressOf("/activity/record", { who: person.id, ...kinds[kind].asked, from })}
            />
          ))}
        </Row>
      ))}
      <Row>
        <Cell label="Agent" note="of those listed">
          The team's median
        </Cell>
        {actKinds.map((kind) => (
          <Cell key={kind} label={kinds[kind].label} note={`${medians[kind].today} today`}>
            {medians[kind].month}
          </Cell>
        ))}
      </Row>
    </Table>
  );
}

type CountCellProps = { kind: ActKind; person: Person; median: Count; href: string };

function CountCell({ kind, person, median, href }: CountCellProps) {
  const { today, month } = person.counts[kind];
  const { label } = kinds[kind];
  return (
    <Cell label={label} note={`${today} today`}>
      <span className="inline-flex flex-wrap items-baseline gap-x-2 tabular-nums">
        {month === 0 ? (
          0
        ) : (
          <PageLink href={href} className="link">
            {month}
            <span className="sr-only">
              , {label}, in the record of {person.name}
            </span>
          </PageLink>
        )}
        {isMarked({ today, month }, median) && (
          <Status tone="warning">{isMuch(month, median.month) ? "Over 3 × the median" : "Over 3 × today"}</Status>
        )}
      </span>
    </Cell>
  );
}
