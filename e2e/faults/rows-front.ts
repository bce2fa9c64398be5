import { adapty, BULK, faulted, journey, operations, parts, type Row } from "./proofs";

/** What people and browsers do, and what they are shown. */
export const inFront: Record<string, Row> = {
  F18: {
    fault: "A client that drips in, a body or headers without end, idle connections",
    proofs: [
      ["lib/run/guard-server.test.ts", "a request that drips in is waited for so long and no longer"],
      [
        "lib/run/guard-server.test.ts",
        "what is no request, or has headers without end, is answered with our headers too",
      ],
      ...journey("boundary", "a body that is too large is told so in a sentence, and is never cut and read"),
    ],
    not: "Slow requests end after 15 and 30 seconds instead of 10, and no test opens 5,000 sockets that stay idle.",
  },
  F19: {
    fault: "Clocks that are wrong, jump or change for the summer",
    proofs: [
      ...operations("settle-late", "what a clock put far ahead is looked for all the same"),
      ...operations(
        "compare-clocks",
        "a machine whose clock is $says the database's sends nothing, until it agrees again",
        "a machine whose clock is ahead gives nothing up that may be under way elsewhere",
        "a clock that is set is noticed before it is compared anew",
      ),
      [
        "lib/audit/list-events.test.ts",
        "by dates, from the first instant and up to the last, also where two processes recorded in disorder",
      ],
      ["lib/clock/day-start.test.ts", "a day on which the clocks change is 23 or 25 hours long"],
      ["lib/clock/wall-clock.test.ts", "takes the first of the two hours when clocks go back"],
      ["lib/health/judge.test.ts", "a clock that Adapty's is %i ms ahead of is %s"],
    ],
  },
  F20: {
    fault: "A double click, two tabs with one form, Back and again, the same POST again",
    proofs: [
      ...parts("same"),
      ...operations(
        "write-repeat",
        "twenty sendings of one form at once are one row, one effect and one answer: %s",
        "a form that stays the same has the same bytes on every sending",
      ),
      ...journey("comp-outcome", "a double click grants once"),
      ...journey(
        "transaction-once",
        "a double click, Enter and more clicks send once, and nothing closes while it is under way",
        "Enter in a box followed by clicks sends once",
        "Back and forward, and the very request once more, do not record again",
      ),
    ],
  },
  F21: {
    fault: "The browser is offline while it sends",
    proofs: [
      ...journey(
        "offline",
        "what is sent while the browser is offline is not called failed, goes out by nobody's hand, and counts once",
      ),
      ...journey("conflict", "an answer that got lost between console and browser is not called unsent"),
    ],
    not: "The browser is offline for seconds in its test and not for ten minutes: nothing in the page goes by how long.",
  },
  F22: {
    fault: "Two agents edit one profile",
    proofs: [
      ...journey(
        "conflict",
        "of two agents the second is told that the customer changed, keeps what they typed, and goes on",
      ),
      ...journey(
        "three-ways",
        "of what both changed the agent says what stays, the rest is theirs, and it takes no further call to see it",
      ),
      ...operations(
        "write-overtaken",
        "is not set over what somebody else set from here meanwhile, who is named; by who has seen it, it is",
      ),
    ],
  },
  F23: {
    fault: "Fifty grants at once, one below the limit",
    proofs: [
      ...parts("limits"),
      ...operations(
        "write-limits",
        "of many grants sent at once the limit of the day lets through what is left, and no more",
      ),
      ...operations("write-limits-customer", "of fifty colleagues who give the last day at once one does"),
    ],
  },
  F29: {
    fault: "The session ends or the role changes under an open form",
    proofs: [
      ...journey(
        "sign-in-here",
        "who is signed out under an open form signs in over it, with both factors, and sends the same form",
      ),
      ...journey(
        "demoted",
        "a role that changes under an open form is refused, and the whole console shows it without a reload",
      ),
      ...operations(
        "write-lost-role",
        "sends nothing when the account was disabled, or has another role, since the request began",
      ),
    ],
  },
  F30: {
    fault: "A new build under an open form",
    proofs: [
      ...journey("conflict", "a page older than the console says so, and keeps what was typed"),
      ...journey(
        "updated",
        "a form that is open while the console is updated says so, keeps what was typed, and leads to the page as it is now",
        "what may have been sent before the update stays unconfirmed, and is not called unsent",
        "a sheet whose code is gone is a notice in its place, and the page stays as it is",
      ),
    ],
  },
  F31: { fault: "A bulk file of any size, encoding and shape", proofs: [], not: BULK },
  F32: {
    fault: "A hostile customer user id",
    proofs: [
      ...journey("identity", "whatever the id is, it reaches Adapty to the byte or is refused before anything is sent"),
      ...adapty("calls", "carries any customer user id byte for byte, or is not sent"),
    ],
  },
  F33: {
    fault: "Adapty answers with another customer",
    proofs: [
      ...faulted("another customer's profile"),
      ...adapty("calls", "is never handed on (%o)"),
      ...operations("write-refused", "when Adapty answers with another customer"),
      [
        "lib/health/judge.test.ts",
        "a mix-up of customers is told for an hour, also while Adapty answers, and gives way to a failure of now",
      ],
      [
        "lib/customers/record-mix-up.test.ts",
        "F33: when Adapty answers with another customer nothing is shown, and the record tells of it",
      ],
    ],
  },
  F34: {
    fault: "The customer is deleted or merged between the look and the act",
    proofs: [
      ...operations(
        "write-refused",
        "a profile that is deleted between the last look and the sending is refused by Adapty, and so recorded",
        "to a profile of another app, or one that is gone",
      ),
      ...journey("conflict", "a customer deleted meanwhile is a clear sentence, and nothing that was typed is lost"),
    ],
    not: "No documented call of Adapty merges two customers, so none that was merged is played.",
  },
  F35: {
    fault: "A real key against the emulator, or the reverse",
    proofs: [
      ["lib/env.test.ts", "refuses a practice key for Adapty itself, and takes it for an emulator"],
      ["lib/env.test.ts", "never talks to another machine"],
      ["lib/env.test.ts", "names who answers in Adapty's place, wherever that is"],
    ],
    not: "Every page says which it is; the events of the record do not.",
  },
  F37: {
    fault: "Hostile texts in what is shown",
    proofs: [
      ...journey("customer", "hostile display data stays text"),
      ...journey("edit-profile-save", "hostile text stays text in the form, the review, the answer and the journal"),
      ["lib/audit/csv.test.ts", "whatever the text and whichever the separator, no cell begins with what would be run"],
    ],
  },
  F39: { fault: "A bulk is paused, resumed, cancelled, its owner gone", proofs: [], not: BULK },
};
