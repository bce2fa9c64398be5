import { PageLink } from "@/components/page-link";
import { Status } from "@/components/status";
import { Time } from "@/components/time";
import type { Part } from "@/lib/health/judge";

const states = {
  well: { tone: "active", word: "Well" },
  degraded: { tone: "warning", word: "Needs a look" },
  not_known: { tone: "over", word: "Not known" },
  off: { tone: "over", word: "Not set" },
} as const;

const names: Record<Part["id"], string> = {
  database: "Database",
  restore: "Restore",
  adapty: "Adapty",
  key: "Secret key",
  clock: "Clock",
  journal: "Changes",
  runner: "Settling",
  alerts: "Webhook",
};

/** What a moment means beside a part: when it began to be so, or when it was seen to be so last. */
const sayWhen = ({ id, state }: Part) => (id === "journal" || state === "degraded" ? "Since" : "Last seen");

type PartItemProps = { part: Part; nameApp: boolean; mayOpenQueue: boolean };

/** One part of what the console lives by, and what to do where it is not well. */
export function PartItem({ part, nameApp, mayOpenQueue }: PartItemProps) {
  const { id, app, state, says, since, todo } = part;
  const { tone, word } = states[state];
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="flex items-baseline justify-between gap-x-3">
        <h2 className="min-w-0 break-words font-medium">
          {names[id]}
          {nameApp && app && <bdi className="block text-sm font-normal text-ink-soft">{app.name}</bdi>}
        </h2>
        <span className="shrink-0">
          <Status tone={tone}>{word}</Status>
        </span>
      </div>
      <div className="min-w-0 space-y-1">
        <p>{says}</p>
        {todo && <p>{todo}</p>}
        {since !== undefined && (
          <p className="text-sm text-ink-soft">
            {sayWhen(part)} <Time at={since} />
          </p>
        )}
        {id === "journal" && state === "degraded" && mayOpenQueue && (
          <PageLink href="/queue" className="link">
            Open the queue
          </PageLink>
        )}
      </div>
    </li>
  );
}
