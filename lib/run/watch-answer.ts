import type { IncomingMessage, ServerResponse } from "node:http";
import { routeOf } from "@/lib/auth/route-of";
import { log } from "@/lib/log/log";
import { withRequestId } from "@/lib/log/request-id";
import { getMetrics } from "@/lib/metrics/metrics";
import { METHODS, pathOf } from "./judge-request";

/** Tells in the log and the metrics how a request was answered, once it was: by what was asked for, never by whose page it is. */
export function watchAnswer(id: string, { method = "", url = "" }: IncomingMessage, response: ServerResponse): void {
  const began = performance.now();
  response.once("close", () => {
    const { statusCode: status } = response;
    const ms = performance.now() - began;
    const route = routeOf(pathOf(url));
    const known = METHODS.includes(method) ? method : "other";
    getMetrics().requests.observe({ method: known, route, status }, ms / 1_000);
    const facts = { method: known, route, status, ms };
    withRequestId(id, () => {
      if (status >= 500) log.warn("A request was answered with a fault.", facts);
      else log.debug("A request was answered.", facts);
    });
  });
}
