import { readEventFilter } from "@/app/(console)/activity/record/read-event-filter";
import { createCsvWriter, createJsonlWriter, exportFormats, type Hide } from "@/lib/audit/export-format";
import { whyNoMoreExports } from "@/lib/audit/export-measure";
import { exportRecord } from "@/lib/audit/export-record";
import { resolveAbout } from "@/lib/audit/find-targets";
import { SHORTEST } from "@/lib/audit/search-words";
import { openSigningKey } from "@/lib/audit/signing-key";
import { agentRoute, answer } from "@/lib/auth/agent-route";
import { canSee } from "@/lib/auth/permissions";
import { hidePersonal } from "@/lib/customers/hide-fields";
import { env } from "@/lib/env";
import { log } from "@/lib/log/log";

const types = { csv: "text/csv; charset=utf-8", jsonl: "application/jsonl; charset=utf-8" };

const refuse = (status: number, code: string, message: string) => answer(status, { error: { code, message } });

/** Pulled by whoever reads: no more than one chunk of it is ever in memory. */
function toStream(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await text.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        // Who receives it sees a transfer that broke off, and the JSONL has no seal.
        log.error("An export of the record broke off.", { fault: error });
        controller.error(error);
      }
    },
    cancel: async () => void (await text.return(undefined)),
  });
}

/** The record as a file, with the filter of the page: `format` is csv or jsonl. What cannot be read of the filter is refused, for it would export more. */
export const GET = agentRoute("audit.export", async ({ agent, request }) => {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const format = exportFormats.find((name) => name === params.format);
  if (!format) return refuse(400, "no_such_format", "Nothing was exported: ask for format=csv or format=jsonl.");
  const { filter, unread, tooShort } = readEventFilter({ ...params, before: undefined }, env.timeZone);
  if (unread.length > 0) {
    const message = `Nothing was exported: the filter cannot be read at ${unread.join(", ")}. Set it again on the page.`;
    return refuse(400, "unread_filter", message);
  }
  if (tooShort) {
    const message = `Nothing was exported: give at least ${SHORTEST} letters or digits of one word of the text.`;
    return refuse(400, "unread_filter", message);
  }
  const why = await whyNoMoreExports(agent, Date.now());
  if (why !== null) return refuse(429, "too_many", `Nothing was exported. ${why}`);
  const hide: Hide = (action, personal) => hidePersonal(action, personal, agent.role);
  const filtered = Object.keys(filter).length > 0;
  try {
    const writer =
      format === "csv"
        ? createCsvWriter({ hide })
        : createJsonlWriter({ hide, filtered, key: openSigningKey(env.audit.keyFile) });
    const text = await exportRecord({
      filter: { ...(await resolveAbout(filter)), seesPersonal: canSee(agent.role, "email") },
      format,
      actor: agent,
      writer,
    });
    return new Response(toStream(text), {
      headers: {
        "Content-Type": types[format],
        "Content-Disposition": `attachment; filename="audit-record.${format}"`,
        "Cache-Control": "no-store",
      },
    });
  } catch (error) {
    log.error("The record could not be exported.", { fault: error });
    const message = "Nothing was exported: the console could not read its record or write the export down in it.";
    return refuse(500, "export_failed", `${message} Try again in a moment, or tell an admin.`);
  }
});
