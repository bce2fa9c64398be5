import { afterAll, beforeEach, onTestFinished, vi } from "vitest";
import { toCustomerView } from "@/lib/access/view";
import type { Role } from "@/lib/auth/permissions";
import { database, openTestDatabase } from "@/lib/db/database.fixture";
import type { Fault } from "@/lib/emulator/faults";
import { startEmulator } from "@/lib/emulator/listener";
import type { Settings } from "@/lib/settings/settings";
import { bodies, COMP_ID, comp } from "./bodies.fixture";
import type { OperationName } from "./catalogue";
import { type WriteInput, writeInputs } from "./input";
import type { SecondPerson } from "./second-person";
import { describeSeen, describeSetAt } from "./seen";

// The real emulator over HTTP and a real database file; what reads the environment is imported once it is set.
export const arrival: { listener?: () => void } = {};
const emulator = await startEmulator({
  port: 0,
  file: ":memory:",
  now: () => {
    arrival.listener?.();
    return Date.now();
  },
});
vi.stubEnv("ADAPTY_URL", emulator.url);
const { getProfile } = await import("@/lib/adapty/calls");
const { env } = await import("@/lib/env");
if (env.adaptyUrl !== emulator.url) throw new Error("lib/env was read too early: import this fixture before it.");
export const { listActivity, readLastSet } = await import("./activity");
export const { writeOperation } = await import("./write");
export const { recheckOperation } = await import("./recheck");
export const { QUIET_MS } = await import("./check-times");
export const { findOperation, ...journal } = await import("./journal");

const settings = await import("@/lib/settings/store");

/** Saves the team's settings with these changes. */
export async function saveSettings(changes: Partial<Settings>) {
  const { settings: held, savedAt } = await settings.readStoredSettings();
  await settings.saveSettings(
    { ...held, ...changes },
    { seen: savedAt, actor: agentOf("admin", "admin"), now: new Date() },
  );
}

afterAll(() => emulator.close());
beforeEach(async () => {
  arrival.listener = undefined;
  await control("DELETE", "faults");
});

const shared = globalThis as typeof globalThis & { consoleDatabase?: unknown };

/** A database of the test's own in the console's place; answers it with the address a second connection can open. */
export async function openWorld(newUrl: () => Promise<string> = database.newUrl) {
  let url = "";
  const db = await openTestDatabase(async () => {
    url = await newUrl();
    return url;
  });
  shared.consoleDatabase = Promise.resolve(db);
  onTestFinished(() => {
    shared.consoleDatabase = undefined;
    vi.useRealTimers();
  });
  return { db, url };
}

/** Moves the clock, and nothing but the clock. */
export function passTime(ms: number): void {
  const now = Date.now() + ms;
  vi.useFakeTimers({ toFake: ["Date"], now });
}

async function control(method: string, path: string, body?: unknown, app = "acme-ios") {
  const response = await fetch(`${emulator.url}/__emulator/${path}`, {
    method,
    headers: { authorization: `Api-Key secret_practice_${app}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return response.json();
}

export const plan = (fault: Partial<Fault> & { mode: Fault["mode"] }) => control("POST", "faults", fault);
/** Lets go what a planned "hold" keeps. */
export const letGo = () => control("DELETE", "holds");
/** A customer of the test's own at the emulator; by default with one comp and one attribute. */
export async function newCustomer(seed: Record<string, unknown> = {}, app = "acme-ios") {
  const customer_user_id = `customer-${crypto.randomUUID()}`;
  const whole = {
    customer_user_id,
    custom_attributes: [{ key: "plan", value: "old" }],
    transactions: [comp(COMP_ID, -5, 25)],
    ...seed,
  };
  const { data } = await control("POST", "profiles", whole, app);
  return { app, profileId: data.profile_id as string, customerUserId: customer_user_id };
}

export type Customer = Awaited<ReturnType<typeof newCustomer>>;

export async function readCustomer({ app, profileId }: Pick<Customer, "app" | "profileId">) {
  const held = env.apps.find(({ id }) => id === app);
  const read = held && (await getProfile(held, { profileId }));
  if (!read?.ok) throw new Error(read ? read.error.message : `No app ${app}`);
  return read.profile;
}

const WRITES = /^(POST|PATCH|DELETE) \/api/;

/** The write requests that arrived for this customer, oldest first, and since `forget` how many took effect anywhere. */
export async function sentFor({ profileId }: Customer) {
  const { last, effects } = (await control("GET", "counters")) as {
    last: { method: string; path: string; headers: Record<string, string>; body: string }[];
    effects: Record<string, number>;
  };
  const requests = last.filter(
    ({ method, path, headers }) =>
      WRITES.test(`${method} ${path}`) && headers["adapty-profile-id"] === profileId.toLowerCase(),
  );
  const sum = Object.values(effects).reduce((total, count) => total + count, 0);
  return { bodies: requests.map(({ body }) => body), effects: sum };
}

export const countCalls = async () => (await control("GET", "counters")).requests as Record<string, number>;

export const forget = () => control("DELETE", "counters");

export const agentOf = (role: Role, id = `test-${role}`) => ({ id, name: role, email: `${role}@example.com`, role });

type Changes<Name extends OperationName> = {
  operationId?: string;
  body?: WriteInput<Name>["body"];
  why?: WriteInput<Name>["why"];
  seen?: string;
  entry?: string;
  /** Ticked, where the form has such a box. */
  acknowledged?: true;
};

/** The input of a form that a `role` opens on this customer just now. */
export async function fillForm<Name extends OperationName>(
  name: Name,
  customer: Pick<Customer, "app" | "profileId">,
  { operationId = crypto.randomUUID(), body, why, seen, entry, acknowledged }: Changes<Name> = {},
): Promise<WriteInput<Name>> {
  const { app, profileId } = customer;
  const held = seen ?? describeSeen(name, toCustomerView(await readCustomer(customer), app, Date.now()));
  const filled = body ?? bodies[name](operationId);
  const setAt = name === "profile.update" ? describeSetAt(filled, await readLastSet(app, profileId)) : undefined;
  const input = {
    target: { operationId, app, profileId, seen: held, entry, setAt },
    why: why ?? {
      reason: name === "profile.delete" ? "ERASURE" : "COURTESY",
      note: "Zoë said “thanks”",
      ticket: "T-1",
    },
    body: filled,
    ...((name === "access.revoke" || name === "profile.delete") && acknowledged && { acknowledged }),
  };
  return writeInputs[name].parse(input) as WriteInput<Name>;
}

export const lead = agentOf("lead");

/** A second person who says yes, whatever is asked. */
export const secondPerson = (approver = agentOf("admin", "second-person")): SecondPerson => ({
  approvalId: crypto.randomUUID(),
  approver,
  askedAt: Date.now(),
  approve: async () => [],
});
