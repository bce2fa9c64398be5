import "server-only";
import { getDatabase } from "@/lib/db/database";
import type { Actor } from "./event";
import type { ExportFormat, Writer } from "./export-format";
import { walkNumbers } from "./find-numbers";
import { type EventFilter, readNumbered } from "./read-events";
import { recordAlone } from "./record-alone";
import { prepareSearch } from "./search";

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
  const search = await prepareSearch(db, filter);
  if (!search) throw new Error("The text to look for has no word long enough.");
  const { count: events, next } = await walkNumbers(db, search, upTo);
  const { text, seesPersonal: _, ...narrowed } = filter;
  const filteredBy = Object.keys({ ...narrowed, ...(text && { text }) });
  // What found nothing may be anything that somebody typed, a text may name anybody, and the chain keeps it for ever.
  const named = events > 0 && !text ? { filter: narrowed } : { filtered_by: filteredBy };
  const detail = { format, events, up_to: upTo, ...(filteredBy.length > 0 && named) };
  await recordAlone({ actor, action: "audit.export", outcome: "done", detail });

  return (async function* write() {
    yield writer.start;
    for (let after = 0; ; ) {
      const numbers = await next(after, CHUNK);
      after = numbers.at(-1) ?? after;
      yield (await readNumbered(db, numbers)).map(writer.write).join("");
      if (numbers.length < CHUNK) break;
    }
    yield writer.finish();
  })();
}
