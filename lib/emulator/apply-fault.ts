import "server-only";
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Next } from "hono";
import type { Fault } from "./faults";
import type { EmulatorContext } from "./request";

const HTML =
  "<!doctype html><title>Bad gateway</title><h1>502</h1><p>A gateway stood between you and the emulator.</p>";

function outgoingOf(c: EmulatorContext): ServerResponse {
  const outgoing = c.env?.outgoing;
  if (!outgoing || !("assignSocket" in outgoing)) throw new Error("This fault needs the listener: use startEmulator.");
  return outgoing;
}

function tearDown(c: EmulatorContext): Response {
  outgoingOf(c).socket?.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

/** Promises the whole answer and sends its first half, or its first `bytes`. */
async function truncate(c: EmulatorContext, bytes: number | undefined): Promise<Response> {
  const outgoing = outgoingOf(c);
  const body = Buffer.from(await c.res.arrayBuffer());
  outgoing.writeHead(c.res.status, { "content-type": "application/json", "content-length": body.length });
  outgoing.write(body.subarray(0, bytes ?? body.length >> 1), () => outgoing.socket?.destroy());
  return RESPONSE_ALREADY_SENT;
}

/** Sends the answer one byte at a time. */
async function drip(c: EmulatorContext, intervalMs: number): Promise<Response> {
  const outgoing = outgoingOf(c);
  const body = Buffer.from(await c.res.arrayBuffer());
  outgoing.writeHead(c.res.status, { "content-type": "application/json", "content-length": body.length });
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

/** Answers a call with a fault, with or without letting it take effect. Undefined: the real answer stands. */
export async function applyFault(fault: Fault, c: EmulatorContext, next: Next): Promise<Response | undefined> {
  const takesEffect = fault.mode === "truncate" || fault.mode === "drip" || fault.when === "after";
  if (takesEffect) await next();
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
      if (!takesEffect) await next();
      return undefined;
    case "reset":
      return tearDown(c);
    case "truncate":
      return truncate(c, fault.bytes);
    case "drip":
      return drip(c, fault.intervalMs);
  }
}
