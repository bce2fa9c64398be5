import { Sentence } from "@/components/sentence";
import { Time } from "@/components/time";
import type { CustomerPage } from "@/lib/customers/customer-page";
import { takenStates } from "@/lib/operations/catalogue";

/** What our own journal knows of it: who did what from here since the form was opened. */
export function DoneSince({ looked, page }: { looked: CustomerPage; page: CustomerPage }) {
  const known = new Set(looked.activity.map(({ id }) => id));
  const since = page.activity.filter(({ id, state }) => !known.has(id) && takenStates.some((taken) => taken === state));
  if (since.length === 0)
    return (
      <p className="text-ink-soft">
        None of it was done from here: it came from elsewhere, such as the app or a store.
      </p>
    );
  return (
    <div className="space-y-1">
      <p className="font-medium">Done from here meanwhile</p>
      <ul className="space-y-1">
        {since.map((entry) => (
          <li key={entry.id} className="break-words text-sm">
            <bdi>{entry.agent.email}</bdi>: {entry.title}, <Sentence parts={entry.said} />
            {entry.state !== "applied" && " (not confirmed)"}
            <span className="text-ink-soft">
              , <Time at={entry.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
