import { sayInstant } from "@/components/time-format";
import { levelTitle } from "@/lib/access/words";
import type { Plan } from "./planned";

const lines = (...texts: (string | false)[]) => texts.filter(Boolean).join(" ");

/** The text for a customer whose comp Adapty has confirmed. */
export function replyToGrant({ levelId, after }: Plan, timeZone: string, paidRuns: boolean): string {
  const title = levelTitle(levelId);
  const until = after.is === "active" ? after.until : undefined;
  const how =
    typeof until === "number"
      ? `free of charge until ${sayInstant(until, timeZone)}. It ends by itself: there is nothing to cancel.`
      : "for life, free of charge.";
  return lines(
    `Hello, we have given you ${title}, ${how}`,
    paidRuns && "Your own subscription is not changed by this.",
    "If the app does not show it yet, please close it and open it again.",
  );
}

/** The text for a customer whose access Adapty has confirmed as ended, or as ending at a date; `paidToo`: a store may charge on. */
export function replyToEnd({ levelId, after }: Plan, timeZone: string, paidToo: boolean): string {
  const title = levelTitle(levelId);
  const ends = after.is === "active" && typeof after.until === "number" ? after.until : undefined;
  return lines(
    ends === undefined
      ? `Hello, your access to ${title} has ended.`
      : `Hello, your access to ${title} will end on ${sayInstant(ends, timeZone)}.`,
    paidToo && "This does not cancel a subscription in the store: please cancel it there if you no longer want it.",
    "If you have any questions, please reply to this message.",
  );
}
