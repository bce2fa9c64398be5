import "server-only";
import type { Kysely } from "kysely";
import { findBounds } from "@/lib/audit/find-bounds";
import { readHeld } from "@/lib/audit/open-event";
import { readEventColumns } from "@/lib/audit/read-rows";
import type { Schema } from "@/lib/db/schema";
import { plainAddress } from "@/lib/operations/staff";

type Somebody = { id: string; email: string };

const BEHOLDEN_MS = 72 * 3_600_000;

/** What lets somebody into an account, and with what rights: whoever does it may be the one who then uses it. */
const LETS_IN = [
  "account.join",
  "account.change_role",
  "account.enable",
  "account.new_password",
  "account.remove_factor",
];

/** That `by` let in whoever uses an account; `at` is ISO, UTC. */
type Hand = { by: string; at: string };

/** By the record; an account itself names who set it last, and nobody before them. */
async function listHands(db: Kysely<Schema>, accounts: string[], since: string): Promise<Hand[]> {
  const { after, before } = await findBounds(db, { from: since });
  const done = db
    .selectFrom("audit_event")
    .where("target_id", "in", accounts)
    .where("target_type", "=", "account")
    .where("seq", ">", after)
    .where("seq", "<", before)
    .where("action", "in", LETS_IN)
    .where("outcome", "=", "done");
  const events = await readEventColumns(db, done, ["actor_id", "action", "recorded_at", "detail"]);
  const set = await db
    .selectFrom("user")
    .select(["changedBy", "changedAt"])
    .where("id", "in", accounts)
    .where("changedAt", ">", since)
    .execute();
  return [
    ...events.map(({ actor_id, action, recorded_at: at, detail }) => {
      // Who joins does so themselves, by the invitation of somebody else.
      const by = action === "account.join" ? String(readHeld(detail)?.created_by) : actor_id;
      return { by, at };
    }),
    ...set.map(({ changedBy, changedAt }) => ({ by: changedBy ?? "", at: changedAt ?? "" })),
  ].filter(({ at }) => at > since);
}

/**
 * Until when (ISO, UTC) `decider` is beholden to `other`, who within the last 72 hours invited or enabled them, set their role,
 * made them a link for a new password or removed their second factor, or did so for somebody who did it: the two may be one
 * person. Undefined when they did not. `other` counts by account and by mailbox.
 */
export async function beholdenUntil(
  db: Kysely<Schema>,
  decider: Somebody,
  other: Somebody,
  now: Date,
): Promise<string | undefined> {
  const since = new Date(now.getTime() - BEHOLDEN_MS).toISOString();
  const accounts = await db.selectFrom("user").select(["id", "email"]).execute();
  const mailbox = plainAddress(other.email);
  const others = new Set([
    other.id,
    ...accounts.filter(({ email }) => plainAddress(email) === mailbox).map(({ id }) => id),
  ]);
  const known = new Set([decider.id]);
  let [last, asked] = ["", [decider.id]];
  while (asked.length > 0) {
    const hands = await listHands(db, asked, since);
    for (const { by, at } of hands) if (others.has(by) && at > last) last = at;
    asked = [...new Set(hands.map(({ by }) => by))].filter((by) => !known.has(by));
    for (const by of asked) known.add(by);
  }
  return last ? new Date(Date.parse(last) + BEHOLDEN_MS).toISOString() : undefined;
}

/** What one did for another, for a sentence: "you", "your". */
export const sayLetIn = (whom: string, whose: string) =>
  `invited or enabled ${whom}, set ${whose} role, made ${whom} a link for a new password or removed ${whose} second factor, or did so for somebody who did`;

/** To the minute, for a sentence. */
export const sayUntil = (until: string) => `${until.slice(0, 16).replace("T", " ")} UTC`;
