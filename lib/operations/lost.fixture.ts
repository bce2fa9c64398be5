import { expect, vi } from "vitest";
import { callOf } from "./bodies.fixture";
import type { OperationName } from "./catalogue";
import {
  type Customer,
  countCalls,
  fillForm,
  forget,
  lead,
  newCustomer,
  openWorld,
  plan,
  sentFor,
  writeOperation,
} from "./world.fixture";

type Changed = {
  state?: "prepared" | "sent" | "not_applied";
  check_at?: string | null;
  attempts?: number;
  sent_at?: null;
  app?: string;
};

/** A write whose answer was lost: "hold", it lands when it is let go; "reset", it never does. */
export async function lose(how: "hold" | "reset", name: OperationName = "comp.grant", body?: { email: string }) {
  const { db } = await openWorld();
  const customer = await newCustomer();
  const input = await fillForm(name, customer, body && { body });
  const id = input.target.operationId;
  await plan({ mode: how, when: "before", match: callOf[name] });
  expect(await writeOperation(name, lead, input)).toMatchObject({ error: { outcome: "unknown" } });
  await forget();
  const read = () =>
    db
      .selectFrom("operation")
      .select(["state", "check_at", "checks", "lease", "after_json"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
  /** In how many ms it is looked for next. */
  const waits = async () => {
    const { check_at } = await read();
    return check_at === null ? null : Date.parse(check_at) - Date.now();
  };
  const change = (set: Changed) => db.updateTable("operation").set(set).where("id", "=", id).execute();
  const sendAgain = () => writeOperation(name, lead, input);
  return { db, customer, id, request: input.body, read, waits, change, sendAgain };
}

/** How many calls reached Adapty since they were forgotten. */
export const countReads = async () => Object.values(await countCalls()).reduce((sum, count) => sum + count, 0);

/** Waits until the write that was held has taken effect. */
export const landed = (customer: Customer) =>
  vi.waitFor(async () => expect((await sentFor(customer)).effects).toBe(1), { timeout: 30_000 });
