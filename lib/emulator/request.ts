import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { APPS, type AppId, isAppId } from "./catalogue";
import type { LoggedRequest } from "./counters";
import { notAuthenticated, Refusal, valueError } from "./envelope";
import type { Identity } from "./store";

export type EmulatorEnv = { Bindings: HttpBindings };
export type EmulatorContext = Context<EmulatorEnv>;

const practiceKeys = Object.entries(APPS).map(([app, { practiceKey }]) => [practiceKey, app] as [string, AppId]);

/** The keys that are accepted: those of the practice apps and those of `extra`, a JSON object of secret key to app id. */
export function readKeys(extra: string | undefined): Map<string, AppId> {
  const keys = new Map(practiceKeys);
  const wrong = () =>
    new Error(`EMULATOR_KEYS must be a JSON object of secret key to app id (${Object.keys(APPS).join(" or ")}).`);
  let added: unknown = {};
  try {
    if (extra) added = JSON.parse(extra);
  } catch {
    throw wrong();
  }
  if (typeof added !== "object" || added === null || Array.isArray(added)) throw wrong();
  for (const [key, app] of Object.entries(added)) {
    if (!isAppId(app)) throw wrong();
    keys.set(key, app);
  }
  return keys;
}

/** A header as its bytes came, one character per byte. */
function headerOf(c: EmulatorContext, name: string): string | undefined {
  const value = c.env.incoming.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

/** The app whose key the request carries. Every key of the emulator is worth the same, the controls' too. */
export function readApp(c: EmulatorContext, keys: Map<string, AppId>): AppId {
  const key = /^Api-Key (.+)$/i.exec(headerOf(c, "authorization") ?? "")?.[1];
  const app = key && keys.get(key);
  if (!app) throw notAuthenticated();
  return app;
}

/** The identity headers, nothing decoded. An empty one counts as missing. */
export function readIdentity(c: EmulatorContext): Identity {
  const profileId = headerOf(c, "adapty-profile-id") || undefined;
  const customerUserId = headerOf(c, "adapty-customer-user-id") || undefined;
  if (!profileId && !customerUserId) {
    throw valueError(null, "One of the headers adapty-customer-user-id and adapty-profile-id is required.");
  }
  return { profileId, customerUserId };
}

const NO_BYTES = new Uint8Array();

const tooLarge = (limit: number) =>
  new Refusal(413, "request_entity_too_large", null, `The body is larger than ${limit} bytes.`);

/** The whole body, refused when it is larger than `limit` bytes. Read from the socket: Request objects cost too much. */
export async function readBytes({ env: { incoming }, req }: EmulatorContext, limit: number): Promise<Uint8Array> {
  if (req.method === "GET" || req.method === "HEAD") return NO_BYTES;
  if (Number(incoming.headers["content-length"]) > limit) throw tooLarge(limit);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) reject(tooLarge(limit));
      else chunks.push(chunk);
    });
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
    incoming.on("error", reject);
  });
}

const LOGGED_HEADERS = ["adapty-customer-user-id", "adapty-profile-id", "adapty-platform", "content-type"];

export function logRequest(c: EmulatorContext, at: number): LoggedRequest {
  const headers: Record<string, string> = {};
  for (const name of LOGGED_HEADERS) {
    const value = headerOf(c, name);
    if (value !== undefined) headers[name] = value;
  }
  return {
    at,
    method: c.req.method,
    path: c.req.path,
    headers,
    caller: headerOf(c, "user-agent") ?? "",
    body: NO_BYTES,
    status: null,
  };
}
