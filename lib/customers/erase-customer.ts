import "server-only";
import type { Kysely } from "kysely";
import { erasePersonal } from "@/lib/audit/erase";
import type { Actor } from "@/lib/audit/event";
import { recordDenied } from "@/lib/audit/record-alone";
import { hasLostRole } from "@/lib/auth/lost-role";
import type { Schema } from "@/lib/db/schema";
import { log } from "@/lib/log/log";
import { operations } from "@/lib/operations/catalogue";
import { eraseOperations, listOpen } from "@/lib/operations/erase-operations";
import type { JournalRow } from "@/lib/operations/journal-row";
import { noLongerTheirs, notSent } from "@/lib/operations/outcome";
import { recheckOperation } from "@/lib/operations/recheck";
import type { Result } from "@/lib/operations/result";
import { clearOut, oweClearing } from "./clear-out";
import { eraseRequests } from "./erase-requests";
import { noteErased } from "./erased-list";

export type Erasing = {
  app: string;
  profileId: string;
  actor: Actor;
  reason: string;
  /** Of the request to erase, such as a ticket's number: stays in the record for ever. */
  reference?: string;
  now: Date;
  /** What came later stays, ISO: for erasing again what a backup brought back. Absent: up to now. */
  until?: string;
};

const sayOpen = ({ name, createdAt }: JournalRow) =>
  `Nothing was erased: “${operations[name].label}” of ${createdAt.slice(0, 16).replace("T", " ")} UTC is not confirmed yet, and what it asked for is needed to find out. Check it with Adapty under “Done from here”, then erase again. After a day it is in nobody's way any more.`;

const cannotErase = notSent(
  "cannot_erase",
  "Nothing was erased: the console could not write its database, or the list of erased customers. Try again in a moment, or tell an admin of the server.",
);

class NotTheirs extends Error {}
class InTheWay extends Error {
  constructor(readonly open: JournalRow) {
    super();
  }
}

/**
 * Erases all that this console keeps of a customer: the personal part of every event about them, what the journal and requests
 * for approval hold of them, and them among the recents; what was done stays. In one transaction with its event and a line in the list at
 * `listFile`. Refuses while a write to them is open, and when `actor` lost the role meanwhile. Adapty is not told.
 */
export async function eraseCustomer(
  db: Kysely<Schema>,
  { app, profileId, actor, reason, reference, now, until }: Erasing,
  listFile: string,
): Promise<Result<{ erasedAt: string }>> {
  const at = now.toISOString();
  const whose = { app, profileId, until: until ?? at };
  const target = { type: "profile" as const, app, id: profileId };
  try {
    for (const { id } of await listOpen(db, whose)) await recheckOperation(id);
    await db.transaction().execute(async (trx) => {
      if (await hasLostRole(trx, actor, now)) throw new NotTheirs();
      const journal = await eraseOperations(trx, whose, now);
      if (!journal.ok) throw new InTheWay(journal.open);
      const before = await eraseRequests(trx, whose, { actor, now });
      await trx
        .deleteFrom("recent_customer")
        .where("app", "=", app)
        .where("profile_id", "=", profileId)
        .where("viewed_at", "<=", whose.until)
        .execute();
      const detail = { operations: journal.erased, reference: reference || undefined, again_of: until };
      await oweClearing(trx, now);
      await erasePersonal(trx, { actor, target, reason, detail, now, until, before });
      // Before the commit: a list that names one too many does less harm than one that lacks one.
      if (!until) noteErased(listFile, { app, profile_id: profileId, erased_at: at });
    });
  } catch (error) {
    if (error instanceof NotTheirs) {
      await recordDenied({ actor, action: "customer.erase", target, reason, detail: { code: "forbidden" } });
      return noLongerTheirs("erased");
    }
    if (error instanceof InTheWay) return notSent("still_open", sayOpen(error.open));
    log.error("What is kept of a customer could not be erased.", { fault: error });
    return cannotErase;
  }
  // Who erases many again clears out once, after all of them.
  if (!until) await clearOut(db);
  return { ok: true, data: { erasedAt: at } };
}
