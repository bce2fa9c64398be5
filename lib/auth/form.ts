const FORM_BYTES = 16 * 1024;

/** The fields of a plain HTML form; null when it is no such form or larger than any of ours. */
export async function readForm(request: Request): Promise<Record<string, string> | null> {
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > FORM_BYTES) return null;
    chunks.push(chunk);
  }
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
}

const BUSY_SECONDS = 5;

/** 503 for whoever counts, and for a person the page that says so. */
export function busy(path: string): Response {
  const headers = { "retry-after": String(BUSY_SECONDS), refresh: `0; url=${path}`, "cache-control": "no-store" };
  return new Response("The console cannot do this at this moment. Try again in a moment.", { status: 503, headers });
}

/** 303 to a path of this site, with the cookies of `from`. The path is relative, so it keeps the host that was asked. */
export function seeOther(path: string, from?: Response): Response {
  const headers = new Headers({ location: path, "cache-control": "no-store" });
  for (const cookie of from?.headers.getSetCookie() ?? []) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
