import { PageLink } from "@/components/page-link";
import { Status } from "@/components/status";
import { Cell, Row } from "@/components/table";
import { Time } from "@/components/time";
import type { Part } from "@/lib/health/judge";

const states = {
  well: { tone: "active", word: "Well" },
  degraded: { tone: "warning", word: "Needs a look" },
  not_known: { tone: "over", word: "Not known" },
} as const;

const names: Record<Part["id"], string> = {
  database: "Database",
  adapty: "Adapty",
  key: "Secret key",
  clock: "Clock",
  journal: "Changes",
  alerts: "Webhook",
};

/** What a moment means beside a part: when it began to be so, or when it was last seen to be. */
const sayWhen = ({ id, state }: Part) => (id === "journal" ? "Since" : state === "degraded" ? "Since" : "Last seen");

type PartRowProps = { part: Part; nameApp: boolean; mayOpenQueue: boolean };

/** One part of what the console lives by, and what to do where it is not well. */
export function PartRow({ part, nameApp, mayOpenQueue }: PartRowProps) {
  const { id, app, state, says, since, todo } = part;
  const { tone, word } = states[state];
  return (
    <Row>
      <Cell label="What" note={nameApp && app && <bdi>{app.name}</bdi>}>
        {names[id]}
      </Cell>
      <Cell label="State">
        <Status tone={tone}>{word}</Status>
      </Cell>
      <Cell
        label="What is known"
        note={
          since !== undefined && (
            <>
              {sayWhen(part)} <Time at={since} />
            </>
          )
        }
      >
        <p>{says}</p>
        {todo && <p className="pt-1 text-ink-soft">{todo}</p>}
        {id === "journal" && state === "degraded" && mayOpenQueue && (
          <PageLink href="/queue" className="link">
            Open the queue
          </PageLink>
        )}
      </Cell>
    </Row>
  );
}
