import "server-only";
import { getDatabase } from "@/lib/db/database";
import type { Actor } from "./event";
import type { ExportFormat, Writer } from "./export-format";
import { addParts, type EventFilter, selectEvents } from "./read-events";
import { recordAlone } from "./record-alone";

/** A statement takes so many values and no more. */
const CHUNK = 500;

type Export = { filter: EventFilter; format: ExportFormat; actor: Actor; writer: Writer };

/**
 * The events that the filter asks for, oldest first, up to the newest there is now, as text to be sent chunk by chunk. The
 * export is recorded before this answers: by whom, with what filter and how many events. Rejects when it cannot be
 * recorded, and then nothing may be sent.
 */
export async function exportRecord({ filter, format, actor, writer }: Export): Promise<AsyncGenerator<string>> {
  const db = await getDatabase();
  const newest = db.selectFrom("audit_event").select(({ fn }) => fn.max("seq").as("seq"));
  const upTo = (await newest.executeTakeFirst())?.seq ?? 0;
  const found = await selectEvents(db, filter);
  if (!found) throw new Error("The text to look for has no word long enough.");
  const { seq } = found;
  const asked = found.query.where(seq, "<=", upTo);
  const counted = await asked.select(({ fn }) => fn.countAll<number>().as("events")).executeTakeFirstOrThrow();
  const events = Number(counted.events);
  const { text, seesPersonal: _, ...narrowed } = filter;
  const filteredBy = Object.keys({ ...narrowed, ...(text && { text }) });
  // What found nothing may be anything that somebody typed, a text may name anybody, and the chain keeps it for ever.
  const named = events > 0 && !text ? { filter: narrowed } : { filtered_by: filteredBy };
  const detail = { format, events, up_to: upTo, ...(filteredBy.length > 0 && named) };
  await recordAlone({ actor, action: "audit.export", outcome: "done", detail });

  return (async function* write() {
    yield writer.start;
    for (let after = 0; ; ) {
      const next = asked.selectAll("audit_event").where(seq, ">", after).orderBy(seq).limit(CHUNK);
      const rows = await next.execute();
      after = rows.at(-1)?.seq ?? after;
      yield (await addParts(db, rows)).map(writer.write).join("");
      if (rows.length < CHUNK) break;
    }
    yield writer.finish();
  })();
}
