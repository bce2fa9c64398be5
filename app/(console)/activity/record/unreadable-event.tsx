import { Status } from "@/components/status";
import type { Unreadable } from "@/lib/audit/open-event";

const names: Record<keyof Unreadable, string> = {
  actor: "who it was",
  outcome: "how it ended",
  changes: "what changed",
  detail: "what else was recorded",
  personal: "what is kept of a person",
  text: "a text of it",
};

/** Beside what can be read of an event: that it does not stand as it was written, and what tells more. */
export function UnreadableEvent({ unreadable }: { unreadable: Unreadable }) {
  const parts = (Object.keys(unreadable) as (keyof Unreadable)[]).map((part) => names[part]);
  return (
    <>
      <Status tone="wrong">Cannot be read</Status>
      <p className="w-full">
        This event does not stand as the console wrote it: {parts.join(", ")} cannot be read. Do not rely on it, and
        tell an admin: <code className="font-mono text-sm">npm run audit:verify</code> tells more.
      </p>
    </>
  );
}
