import type { IncomingMessage, ServerResponse } from "node:http";
import { routeOf } from "@/lib/auth/route-of";
import { log } from "@/lib/log/log";
import { withRequestId } from "@/lib/log/request-id";
import { pathOf } from "./judge-request";

/** Tells in the log how a request was answered, once it was: by what was asked for, never by whose page it is. */
export function watchAnswer(id: string, { method, url = "" }: IncomingMessage, response: ServerResponse): void {
  const began = performance.now();
  response.once("close", () => {
    const { statusCode: status } = response;
    const facts = { method, route: routeOf(pathOf(url)), status, ms: performance.now() - began };
    withRequestId(id, () => {
      if (status >= 500) log.warn("A request was answered with a fault.", facts);
      else log.debug("A request was answered.", facts);
    });
  });
}
