import type { Heard } from "./heard";
import type { Part } from "./judge";

type Judged = Omit<Part, "app">;

const NETWORK =
  "Look whether this server may open connections to the address under Settings, and at Adapty's status page. Nothing is lost: what was not sent is told so, and what was is looked for by itself.";
const BETWEEN =
  "Look for a proxy or a gateway between this console and Adapty. What was sent is looked for by itself, and told as not confirmed until then.";
const THEIRS =
  "Look at Adapty's status page. What was sent is looked for by itself, and told as not confirmed until then.";

/** What the last call came to, for those failures that stand for more than one call. */
const failures: Record<string, { says: string; todo: string }> = {
  unreachable: { says: "Adapty cannot be reached.", todo: NETWORK },
  tls_failed: {
    says: "No secure connection to Adapty can be made: its certificate is not accepted.",
    todo: "Look for a proxy that opens encrypted connections, and whether this server's clock is right. Nothing was sent: the console talks to nobody whose certificate it cannot verify.",
  },
  timed_out: { says: "Adapty does not answer in time.", todo: THEIRS },
  connection_lost: { says: "The connection to Adapty breaks before its answer is complete.", todo: NETWORK },
  server_error: { says: "Adapty reports faults of its own.", todo: THEIRS },
  not_from_adapty: { says: "What answers in Adapty's place is not its API.", todo: BETWEEN },
  unreadable_answer: { says: "Adapty's answers cannot be read.", todo: BETWEEN },
};
const other = { says: "Adapty gives no answer that can be used.", todo: THEIRS };

const mixedUp = {
  says: "Adapty answered with another customer than the one asked for. Nothing of it was shown.",
  todo: "Tell Adapty's support at once, and let nobody write to that customer until it has answered.",
};
/** So long it is told, however well Adapty answers since. */
const MIXED_UP_MS = 3_600_000;

const NOT_ASKED = "Adapty was not asked yet since this console started.";

/** Whether Adapty answers. */
export function judgeReach(heard: Heard | undefined, now: number): Judged {
  if (!heard) return { id: "adapty", state: "not_known", says: NOT_ASKED };
  const { last, failingSince, mixedUpAt } = heard;
  const fails = !last.answered && last.code !== "identity_mismatch";
  if (!fails && mixedUpAt !== null && now - mixedUpAt < MIXED_UP_MS)
    return { id: "adapty", state: "degraded", ...mixedUp, since: mixedUpAt };
  if (last.answered) return { id: "adapty", state: "well", says: "Adapty answers.", since: last.at };
  return { id: "adapty", state: "degraded", ...(failures[last.code] ?? other), since: failingSince ?? last.at };
}

/** Whether it accepts the key. */
export function judgeKey(heard: Heard | undefined): Judged {
  if (!heard?.key) return { id: "key", state: "not_known", says: "No answer of Adapty's has told yet." };
  const { accepted, which, at: since, status } = heard.key;
  if (!accepted) {
    return {
      id: "key",
      state: "degraded",
      says: `Adapty does not accept the secret key (it answers ${status}).`,
      since,
      todo: "Compare it with the one in the Adapty Dashboard under App settings, General; set it anew and start the console again. What was asked meanwhile was refused, and nothing of it was done.",
    };
  }
  if (which === "current") return { id: "key", state: "well", says: "Adapty accepts the secret key.", since };
  return {
    id: "key",
    state: "degraded",
    says: "Adapty accepts the key from before, and not the new one.",
    since,
    todo: "Compare the new key with the one in the Adapty Dashboard. Until Adapty knows it, do not revoke the one from before.",
  };
}

const CLOCK_MS = 60_000;

function sayLength(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1_000);
  const [count, unit] =
    seconds < 120
      ? [seconds, "second"]
      : seconds < 7_200
        ? [Math.round(seconds / 60), "minute"]
        : [Math.round(seconds / 3_600), "hour"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/**
 * Whether this server's clock shows what its database's does, of which it is `ahead` (ms, less than 0: behind, 0: it agrees),
 * and what Adapty's does, by the newest answer of any app.
 */
export function judgeClock(heard: (Heard | undefined)[], ahead: number): Judged {
  if (ahead !== 0) {
    return {
      id: "clock",
      state: "degraded",
      says: `This server's clock is ${sayLength(ahead)} ${ahead > 0 ? "ahead of" : "behind"} its database's, so it sends nothing: another console could send the same once more.`,
      todo: "Set this server's clock, and the database server's, by a time server (NTP). Consoles whose clocks agree with the database's go on.",
    };
  }
  const clocks = heard.flatMap((one) => one?.clock ?? []);
  const newest = clocks.sort((a, b) => b.at - a.at)[0];
  if (!newest) return { id: "clock", state: "not_known", says: "No answer of Adapty's has told its time yet." };
  const { ms, at: since } = newest;
  if (Math.abs(ms) <= CLOCK_MS) {
    return { id: "clock", state: "well", says: "This server's clock and Adapty's show the same time.", since };
  }
  return {
    id: "clock",
    state: "degraded",
    says: `This server's clock is ${sayLength(ms)} ${ms > 0 ? "behind" : "ahead of"} Adapty's.`,
    since,
    todo: "Set this server's clock by a time server (NTP). Until then access that is given ends too early or too late by as much.",
  };
}
