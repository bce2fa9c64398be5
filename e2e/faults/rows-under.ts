import { BULK, journey, operations, parts, type Row } from "./proofs";

/** What becomes of the console's own process, of its database and of its record. */
export const underIt: Record<string, Row> = {
  F24: {
    fault: "The console is killed at every step of the journal",
    proofs: [
      ...parts("kills", "among"),
      ...operations(
        "write-interrupted",
        "between sending and recording is settled by reading back: applied",
        "between sending and recording is settled by reading back: did not arrive",
      ),
    ],
    not: "What was cut off is looked for once it can land no more, 21 seconds after it was sent, and not within 10: sooner nobody can tell.",
  },
  F25: {
    fault: "Two consoles at work on one database, one of which ends",
    proofs: [
      ...parts("same", "kills", "among"),
      ...operations("hand-back", "releases what its runner looks for, so that another takes it up at once"),
      ...operations(
        "settle-due",
        "is looked for by one runner of several, and by another when that one died",
        "counts as the later runner found it, and no more as a slower one that took it up before",
      ),
    ],
    not: BULK,
  },
  F26: {
    fault: "The power goes",
    proofs: [
      ["lib/db/open.test.ts", "on SQLite a commit is on the disk before it is answered"],
      ...operations(
        "power-loss",
        "F26: when the power goes every write whose bytes left is in the journal, whatever the disk lost of what was not synced",
        "F26: and so when it goes while SQLite empties its log into the file",
      ),
    ],
  },
  F27: {
    fault: "The disk is full or cannot be written",
    proofs: [
      ...operations("write-unrecorded", "by %s, nothing is sent and the agent reads why"),
      ...operations("write-no-room", "while the disk is full", "while the file can only be read"),
      [
        "lib/health/ask-database.test.ts",
        "a database that can be read and takes nothing needs a look, and is asked anew after a minute",
      ],
    ],
    not: "The disk is full by SQLite's own limit of pages, and read-only by its own switch; a PostgreSQL whose disk is full no test makes.",
  },
  F28: {
    fault: "The database is locked, away, or lost while it commits",
    proofs: [
      ...operations("settle-due", "stays as it is while the database is away, and the runner goes on"),
      ...operations(
        "write-no-room",
        "holds up a write and no read, and the write goes once it is free",
        "for longer than a write waits refuses it before anything is sent, and takes the same form afterwards",
      ),
      ...operations(
        "write-lost-database",
        "refuses the write before anything is sent, and takes the same form once it is back",
        "before it kept the intent has kept nothing: nothing is sent, and the answer says so",
        "as it said that it kept the intent is looked up, and the write goes, once",
        "without a word is waited for no longer than it may be silent, and what it kept is looked up",
        "for longer at that moment leaves it open whether it will be sent, and says nothing else",
      ),
      [
        "lib/health/judge.test.ts",
        "a database that does not answer is the first thing said, and of the journal nothing",
      ],
      [
        "lib/health/ask-database.test.ts",
        "however many ask while the database hangs, it is asked once, and the log tells each change once",
      ],
      ["app/api/auth/away.test.ts", "who signs in by %s while the database is away is told so, and what to do"],
      ...journey(
        "database-away",
        "while the database cannot be used every page says so, and opens by itself once it can",
      ),
    ],
    not: "A fail-over is played as a server that goes and comes back: no test has another take over that lacks the newest commits.",
  },
  F36: {
    fault: "The record cannot be written, or its chain is broken",
    proofs: [
      ...operations(
        "journal-events",
        "of what is %s, nothing is sent, and the agent reads why",
        "of the outcome, the row stays open with it and both are settled later",
      ),
      ["lib/audit/verify-altered.test.ts", "a byte of any column that is not as it was written is found"],
      ["lib/audit/verify.test.ts", "without a checkpoint that this key signed nothing is proven"],
    ],
    not: "A broken chain or a lost signing key refuses no write: verifying tells of them, here and by command.",
  },
  F38: {
    fault: "A console stands still for longer than its lease, and goes on",
    proofs: [
      ...parts("stops"),
      ...operations(
        "write-stalled",
        "a process that stood still between claiming and sending sends nothing: another has settled it and granted anew",
      ),
    ],
  },
  F40: {
    fault: "A backup of yesterday is restored",
    proofs: [
      [
        "lib/restore/notice-restore.test.ts",
        "sends nothing before what was open is read back, says why, and then sends again",
      ],
      [
        "lib/restore/notice-restore.test.ts",
        "whose record ends before the newest checkpoint is noticed without any mark, once",
      ],
      ...journey(
        "restore",
        "after a restore nothing is sent before what was under way in the backup is looked for, and every page says so",
      ),
    ],
  },
};
