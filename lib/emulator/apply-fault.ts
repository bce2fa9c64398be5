import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Fault } from "./faults";
import type { EmulatorContext } from "./request";

const HTML =
  "<!doctype html><title>Bad gateway</title><h1>502</h1><p>A gateway stood between you and the emulator.</p>";

function tearDown(c: EmulatorContext): Response {
  c.env.outgoing.socket?.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

/** Promises the whole answer and sends its first half, or its first `bytes`. */
async function truncate(c: EmulatorContext, real: Response, bytes: number | undefined): Promise<Response> {
  const { outgoing } = c.env;
  const body = Buffer.from(await real.arrayBuffer());
  outgoing.writeHead(real.status, { "content-type": "application/json", "content-length": body.length });
  outgoing.write(body.subarray(0, bytes ?? body.length >> 1), () => outgoing.socket?.destroy());
  return RESPONSE_ALREADY_SENT;
}

/** Sends the answer one byte at a time. */
async function drip(c: EmulatorContext, real: Response, intervalMs: number): Promise<Response> {
  const { outgoing } = c.env;
  const body = Buffer.from(await real.arrayBuffer());
  outgoing.writeHead(real.status, { "content-type": "application/json", "content-length": body.length });
  let sent = 0;
  const timer = setInterval(() => {
    outgoing.write(body.subarray(sent, sent + 1));
    sent += 1;
    if (sent >= body.length) outgoing.end();
  }, intervalMs);
  outgoing.once("close", () => clearInterval(timer));
  outgoing.once("finish", () => clearInterval(timer));
  outgoing.flushHeaders();
  return RESPONSE_ALREADY_SENT;
}

type Call = { answer: () => Promise<Response>; hold: () => Promise<void> };

/** Answers a call with a fault; `answer` lets the call take effect and gives its real answer, `hold` ends when it is let go. */
export async function applyFault(fault: Fault, c: EmulatorContext, { answer, hold }: Call): Promise<Response> {
  if (fault.mode === "truncate") return truncate(c, await answer(), fault.bytes);
  if (fault.mode === "drip") return drip(c, await answer(), fault.intervalMs);
  const real = fault.when === "after" ? await answer() : undefined;
  switch (fault.mode) {
    case "status": {
      const body = typeof fault.body === "string" ? fault.body : JSON.stringify(fault.body ?? null);
      const bodiless = fault.status === 204 || fault.status === 304;
      const headers = { "content-type": fault.contentType, ...fault.headers };
      return new Response(bodiless || fault.body === undefined ? null : body, { status: fault.status, headers });
    }
    case "json":
      return Response.json(fault.body);
    case "html":
      return new Response(HTML, { status: fault.status, headers: { "content-type": "text/html; charset=utf-8" } });
    case "delay":
      await wait(fault.delayMs, undefined, { ref: false });
      return real ?? answer();
    case "hold":
      await hold();
      return real ?? answer();
    case "reset":
      return tearDown(c);
  }
}
