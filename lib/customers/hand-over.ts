import "server-only";
import type { Kysely } from "kysely";
import type { Actor } from "@/lib/audit/event";
import { record } from "@/lib/audit/record";
import { recordDenied } from "@/lib/audit/record-alone";
import { hasLostRole } from "@/lib/auth/lost-role";
import type { Schema } from "@/lib/db/schema";
import { log } from "@/lib/log/log";
import { noLongerTheirs, notSent } from "@/lib/operations/outcome";
import type { Result } from "@/lib/operations/result";
import type { EraseInput } from "./erase-input";
import { readKept } from "./kept";
import { findWait, sayWait } from "./reveal-measure";

/**
 * All that the console keeps of a customer as the text of a JSON file, masked values too, for whoever asks what is held of
 * them. With its reason it is recorded before it is answered; when that fails nothing is. Counts as a reveal.
 */
export async function handOver(
  db: Kysely<Schema>,
  actor: Actor,
  { target: { app, profileId }, reason, reference }: EraseInput,
  now: Date,
): Promise<Result<{ text: string }>> {
  const target = { type: "profile" as const, app, id: profileId };
  const event = { actor, action: "customer.export", target, reason };
  try {
    const kept = await readKept(db, { app, profileId }, now);
    const { operations, events, requests } = kept;
    const counts = { operations: operations.length, events: events.length, requests: requests.length };
    const detail = { ...counts, reference: reference || undefined };
    const wait = await db.transaction().execute(async (trx) => {
      if (await hasLostRole(trx, actor, now)) return "not_theirs";
      const wait = await findWait(trx, actor, now);
      if (wait === 0) await record(trx, [{ ...event, outcome: "done", detail }], now);
      return wait;
    });
    if (wait === 0) return { ok: true, data: { text: JSON.stringify(kept, null, 2) } };
    const lost = wait === "not_theirs";
    await recordDenied({ ...event, detail: { code: lost ? "forbidden" : "too_many" } });
    if (lost) return noLongerTheirs("downloaded");
    return notSent("too_many", `Nothing was downloaded: ${sayWait(wait)}`);
  } catch (error) {
    log.error("What is kept of a customer could not be downloaded.", { fault: error });
    const message = "Nothing was downloaded: the console could not read its database or write the download down in it.";
    return notSent("download_failed", `${message} Try again in a moment.`);
  }
}
