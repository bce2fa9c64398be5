import { adapty, BULK, faulted, journey, operations, parts, type Row } from "./proofs";

/** What goes wrong between the console and Adapty. */
export const onTheWire: Record<string, Row> = {
  F01: {
    fault: "A time-out after Adapty did it",
    proofs: [
      ...faulted("stall after it took effect"),
      ...operations("write-unknown", "after %s is found applied by reading back"),
      ...journey(
        "transaction-once",
        "an answer that was lost after it took effect is not confirmed yet, then settled by reading back",
      ),
    ],
  },
  F02: {
    fault: "A time-out before Adapty did it",
    proofs: [...faulted("stall before"), ...operations("resend", "is sent once more, the very same, and done: %s")],
  },
  F03: {
    fault: "A zombie: it lands long after the console gave up waiting, also after it was sent again",
    proofs: [
      ...faulted("takes effect after the time-out", "takes effect after it was sent again"),
      ...operations("write-unknown", "changes nothing when it lands after the second sending"),
      ...operations("settle-late", "what landed after it was given up is found by itself: %s"),
    ],
  },
  F04: {
    fault: "A connection that was kept is reset under the next request",
    proofs: [
      ...faulted("reset before", "reset after"),
      ...adapty("client-faults", "when a kept connection is reset under the next request, which is not sent again"),
    ],
  },
  F05: {
    fault: "The connection is cut in the middle of the answer, however its length is told",
    proofs: [
      ...faulted("answer cut, content-length", "answer cut, chunked", "answer cut, close-delimited"),
      ...adapty("client-faults", "when a body without a length is cut, which only its JSON betrays"),
    ],
  },
  F06: {
    fault: "Adapty cannot be reached: no name, nobody listens, no trusted certificate",
    proofs: [
      ...parts("refused"),
      ...adapty(
        "client-faults",
        "when nothing listens there, after three tries of a read and one of a write",
        "when no secure connection can be made",
      ),
    ],
    not: "A write is tried once and not three times: its agent reads that nothing was changed, and sends it again.",
  },
  F07: {
    fault: "A 500, with and without effect",
    proofs: [
      ...faulted("500 with effect", "500 without effect"),
      ...operations(
        "write-unknown",
        "after %s that kept it from happening is unknown, then not applied, then sent once more",
      ),
    ],
  },
  F08: {
    fault: "A gateway answers 502, 503 or 504 with a page of its own",
    proofs: [
      ...faulted("502 as HTML with effect", "503 as HTML with effect", "504 as HTML without effect"),
      ...adapty("client-answers", "when a proxy answers %i with a page"),
    ],
    not: "No breaker opens: a read is tried three times within 8 seconds, and an agent waits for no more than that.",
  },
  F09: {
    fault: "A 429 with every kind of Retry-After",
    proofs: [
      ...faulted(
        "429, Retry-After in seconds",
        "429, Retry-After as a date",
        "429, Retry-After missing",
        "429, Retry-After 0",
        "429, Retry-After negative",
        "429, Retry-After 86400",
        "429, Retry-After garbage",
      ),
      ...adapty("retry", "%j asks for nothing", "is what the server asks for, up to five seconds"),
      ...adapty("client", "for too many requests was not executed, with or without Adapty's words"),
    ],
    not: `A read waits for 5 seconds at most and not for 60, and at once where 0 is asked for; a limiter that slows all workers needs workers. ${BULK}`,
  },
  F10: {
    fault: "The key is revoked or exchanged in the middle of a bulk",
    proofs: adapty(
      "two-keys",
      "while a key is exchanged, what the new one is refused is asked with the one before, writes too",
    ),
    not: BULK,
  },
  F11: {
    fault: "A 200 with a page that is not Adapty's",
    proofs: [
      ...faulted("200 as HTML with effect", "200 as HTML without effect"),
      ...adapty("client-answers", "when %s comes back, which is not from Adapty"),
      ["lib/health/judge.test.ts", "a call that came to %s is said since the first of its kind, with what to do"],
    ],
  },
  F12: {
    fault: "Broken JSON, a BOM, no body, another charset, gzip that is none, a key twice, __proto__",
    proofs: [
      ...faulted(
        "broken JSON",
        "a BOM before the JSON",
        "empty body",
        "another charset",
        "gzip that is none",
        "a key twice",
        "__proto__ as a key",
      ),
      ...adapty("client-answers", "when the JSON is %s", "when what says it is gzip is not"),
      ...adapty("profile", "lets no __proto__ key change a prototype"),
    ],
  },
  F13: {
    fault: "Values and fields that nobody documents yet, null in the place of a value",
    proofs: [
      ...adapty("profile", "keeps unknown enum values and new fields", "keeps null where a value was"),
      ["lib/access/words.test.ts", "known stores and reasons are in words, unknown ones as they are"],
      ...journey("customer", "the raw answer is shown when asked for, as Adapty sent it"),
    ],
    not: "No metric counts what is new: unknown values and fields are shown as they are, and in the raw answer.",
  },
  F14: {
    fault: "A field is missing",
    proofs: [
      ...adapty(
        "profile",
        "tells a missing section (not provided) from an empty or null one",
        "never throws and never loses a healthy section, whatever stands in the others",
      ),
      ["lib/access/verdict.test.ts", "no levels and levels not provided are different answers"],
      ...operations("comp-guard", "a customer of whom Adapty did not say what they bought"),
      ["lib/approvals/losses.test.ts", "what Adapty does not say is not called none"],
    ],
    not: "Attributes may be set although Adapty did not provide them: the form says that a key entered there overwrites one that exists.",
  },
  F15: {
    fault: "Every shape that Adapty documents for an error",
    proofs: [
      ...adapty(
        "errors",
        "flat texts are read",
        "the older object of fields is read",
        "JSON:API is read, and its pointer names the field",
        "nothing in an answer becomes [object Object] or throws",
      ),
      ...journey(
        "edit-profile-save",
        "a refusal by Adapty lands on the field it names, and the rest of the form is kept",
      ),
    ],
  },
  F16: {
    fault: "A giant profile",
    proofs: [
      ...adapty("client-answers", "when the answer is too large, packed small or not"),
      ...adapty(
        "profile",
        "survives ten thousand levels of nesting and keeps them",
        "reads ten thousand purchases in full",
      ),
      ["lib/access/chains.test.ts", "a huge profile is cut to what is shown, with honest counts, and stays small"],
      ...journey("customer", "ten thousand purchases open bounded, and the whole list draws only the rows in sight"),
    ],
    not: "What others wait meanwhile, and the memory of the process, no test holds: the benchmarks print bytes and times.",
  },
  F17: {
    fault: "An answer that drips in, one byte a second",
    proofs: [
      ...faulted("one byte a second"),
      ...adapty("client-faults", "when the answer's body drips in without end"),
    ],
  },
};
