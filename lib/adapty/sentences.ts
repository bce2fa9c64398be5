import { isMissingProfile } from "./errors";

export type OwnCode =
  | "unreachable"
  | "tls_failed"
  | "timed_out"
  | "connection_lost"
  | "server_error"
  | "not_from_adapty"
  | "unreadable_answer"
  | "too_large"
  | "identity_mismatch"
  | "rate_limited";

const HAPPENED: Record<OwnCode, string> = {
  unreachable: "Adapty could not be reached",
  tls_failed: "No secure connection to Adapty could be made, because its certificate was not accepted",
  timed_out: "Adapty did not answer in time",
  connection_lost: "The connection to Adapty broke before its answer was complete",
  server_error: "Adapty reported a fault of its own",
  not_from_adapty: "The answer that came back is not from Adapty's API",
  unreadable_answer: "Adapty's answer could not be read",
  too_large: "Adapty's answer is larger than the console can take",
  identity_mismatch: "Adapty answered with another customer than the one asked for, so nothing of it is shown",
  rate_limited: "Adapty is getting too many requests from this app",
};
const NEXT: Partial<Record<OwnCode, string>> = {
  tls_failed: "Tell an admin: trying again will not help.",
  not_from_adapty: "Tell an admin: something between this console and Adapty answers in its place.",
  too_large: "Look the customer up in Adapty's dashboard.",
  identity_mismatch: "Tell an admin, and do not write to this customer.",
};
const MESSAGE_MAX = 300;
const QUOTE = "Adapty refused: ";

/** Where Adapty's own words begin in a sentence, wherever it stands; -1 where all of it is ours. */
export const findQuote = (sentence: string): number => sentence.indexOf(QUOTE);

/** What happened, what did not, and what to do next: safe to show, with nothing of the answer's body in it. */
export function sentenceFor(code: OwnCode, kind: "refused" | "not_reached" | "unknown", read: boolean): string {
  const next = NEXT[code] ?? "Try again in a moment.";
  if (read || kind !== "unknown") return `${HAPPENED[code]}. Nothing was changed. ${next}`;
  const settle =
    "It is not known whether the change was made: do not repeat it before the customer has been read again.";
  return [`${HAPPENED[code]}.`, settle, NEXT[code]].filter(Boolean).join(" ");
}

/** The sentence for a refusal by Adapty: ours for what agents meet daily, else Adapty's own first message. */
export function sentenceForRefusal(code: string, messages: string[], appName: string): string {
  if (code === "not_authenticated" || code === "unauthorized") {
    return `Adapty did not accept the secret key of ${appName}. Nothing was changed. An admin has to check the key.`;
  }
  if (isMissingProfile(code)) {
    return `${appName} has no customer with this id in Adapty. Nothing was changed. Check the id and the app.`;
  }
  const said = (messages[0] ?? code).trim().slice(0, MESSAGE_MAX);
  return `${QUOTE}${/[.!?]$/.test(said) ? said : `${said}.`} Nothing was changed.`;
}
