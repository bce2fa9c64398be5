import type { IncomingHttpHeaders } from "node:http";
import { asksPublicPayload } from "@/lib/auth/public-pages";
import { bodyLimitOf, LIMITS, sayBytes } from "./limits";

export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

export type Refused = { status: number; code: string; message: string };
type Asked = {
  method?: string | undefined;
  url?: string | undefined;
  headers: IncomingHttpHeaders;
  /** Name, value, name, value: each as it was sent. */
  rawHeaders: string[];
};

/**
 * Next answers a path whose % signs mean nothing with a 500; and one that is written in a roundabout way, with dots, "//", "\\" or
 * "#", it reads as another than stands there, which nothing here would have judged. Browsers send neither.
 */
function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return new URL(`http://host${path}`).pathname === path && !path.includes("//");
  } catch {
    return false;
  }
}

export const pathOf = (url: string): string => url.split("?")[0] ?? "";

/** The refusal of a body of more than `most` bytes. */
export const tooLarge = (most: number): Refused => ({
  status: 413,
  code: "too_large",
  message:
    most === 0
      ? "Nothing was done: a request that only reads has no body. Send it without."
      : `Nothing was done: this is larger than the ${sayBytes(most)} that can be sent here at once. Send less.`,
});

/** Why this request gets no further than the door, whoever sent it; null when it may enter. Reads its first line and its headers alone. */
export function judgeRequest({ method = "", url = "", headers, rawHeaders }: Asked): Refused | null {
  if (rawHeaders.length / 2 > LIMITS.headerCount) {
    const message = `Nothing was done: a request has at most ${LIMITS.headerCount} headers. Send fewer.`;
    return { status: 431, code: "too_many_headers", message };
  }
  const path = pathOf(url);
  if (!METHODS.includes(method)) {
    return { status: 405, code: "no_such_method", message: `Nothing was done: there is no ${method} here.` };
  }
  if (!isReadable(path)) {
    const message =
      "This address cannot be read: a % in it stands for nothing, or it is not written as a browser writes it. Open the start page and look the customer up.";
    return { status: 400, code: "unreadable_address", message };
  }
  // The image optimiser, which is switched off, and nothing else.
  if (/^\/_next\/image\/?$/.test(path)) {
    return { status: 404, code: "no_such_route", message: "There is nothing at this address." };
  }
  if ((method === "GET" || method === "HEAD") && asksPublicPayload(path, Object.keys(headers))) {
    return { status: 400, code: "page_only", message: "This page is answered whole only. Open it by its address." };
  }
  const most = bodyLimitOf(method, path);
  return Number(headers["content-length"] ?? 0) > most ? tooLarge(most) : null;
}
