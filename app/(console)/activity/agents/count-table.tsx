import { PageLink } from "@/components/page-link";
import { StatusShape } from "@/components/status";
import { Cell, Row, Table } from "@/components/table";
import {
  type ActKind,
  actKinds,
  type Count,
  type Counts,
  isMuch,
  mediansBeside,
  mediansOf,
  TIMES,
} from "@/lib/audit/judge-acts";
import { addressOf } from "../read-asked";

type Person = { id: string; name: string; role: string; counts: Counts };
/** `from`: the first day of what is counted, as the filters write it. */
type CountTableProps = { team: Person[]; from: string };

/** The label of a kind, and what the record is asked for to see it. */
const kinds: Record<ActKind, { label: string; asked: Record<string, string> }> = {
  views: { label: "Customers opened", asked: { action: "profile.view", outcome: "allowed" } },
  searches: { label: "Customers looked for", asked: { action: "customer.find", outcome: "allowed" } },
  reveals: { label: "Personal data revealed", asked: { action: "personal.reveal", outcome: "allowed" } },
  exports: { label: "Exports of the record", asked: { action: "audit.export", outcome: "done" } },
  downloads: { label: "Downloads of a customer", asked: { action: "customer.export", outcome: "done" } },
  denied: { label: "Refused", asked: { outcome: "denied" } },
};

const columns = [{ label: "Agent" }, ...actKinds.map((kind) => ({ label: kinds[kind].label }))];

const isMarked = (count: Count, others: Count) =>
  isMuch(count.today, others.today) || isMuch(count.month, others.month);

/** Whoever stands out first, then by name; below all the team's median. */
export function CountTable({ team, from }: CountTableProps) {
  const all = team.map(({ counts }) => counts);
  const medians = mediansOf(all);
  const judged = team.map((person) => {
    const others = mediansBeside(all, person.counts);
    return { person, others, marks: actKinds.filter((kind) => isMarked(person.counts[kind], others[kind])).length };
  });
  const sorted = judged.toSorted(
    (one, other) => other.marks - one.marks || one.person.name.localeCompare(other.person.name, "en"),
  );
  return (
    <Table caption="What each agent did, 30 days" columns={columns}>
      {sorted.map(({ person, others }) => (
        <Row key={person.id}>
          <Cell label="Agent" note={person.role}>
            <bdi className="font-medium">{person.name}</bdi>
          </Cell>
          {actKinds.map((kind) => (
            <CountCell
              key={kind}
              kind={kind}
              person={person}
              others={others[kind]}
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

type CountCellProps = { kind: ActKind; person: Person; others: Count; href: string };

function CountCell({ kind, person, others, href }: CountCellProps) {
  const { today, month } = person.counts[kind];
  const { label } = kinds[kind];
  return (
    <Cell
      label={label}
      note={
        <>
          {today} today {isMuch(today, others.today) && <Much />}
        </>
      }
    >
      <span className="tabular-nums">
        {month === 0 ? (
          0
        ) : (
          <PageLink href={href} className="link">
            {month}
            <span className="sr-only">
              , {label}, in the record of {person.name}
            </span>
          </PageLink>
        )}{" "}
        {isMuch(month, others.month) && <Much />}
      </span>
    </Cell>
  );
}

/** Stands beside the number that it is about. */
const Much = () => (
  <span data-tone="warning" className="inline-flex items-baseline gap-1 whitespace-nowrap text-sm text-tone">
    <StatusShape tone="warning" /> &gt;&nbsp;{TIMES}&nbsp;×<span className="sr-only"> the median of the others</span>
  </span>
);
