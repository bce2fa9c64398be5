import type { Kysely } from "kysely";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Schema } from "@/lib/db/schema";
import {
  fillForm,
  findOperation,
  forget,
  lead,
  newCustomer,
  openWorld,
  passTime,
  QUIET_MS,
  sentFor,
  writeOperation,
} from "./world.fixture";

/** The next transaction is committed, and its answer is lost; `then` is what happens meanwhile. */
function loseCommit(db: Kysely<Schema>, then: () => void) {
  const begin = db.transaction.bind(db);
  vi.spyOn(db, "transaction").mockImplementationOnce(() => {
    const transaction = begin();
    const execute = transaction.execute.bind(transaction);
    transaction.execute = async (step) => {
      await execute(step);
      then();
      throw Object.assign(new Error("Connection terminated unexpectedly"), { code: "ECONNRESET" });
    };
    return transaction;
  });
}

async function open() {
  const { db } = await openWorld();
  const customer = await newCustomer();
  const input = await fillForm("comp.grant", customer);
  await forget();
  return { db, customer, input, id: input.target.operationId };
}

describe("when the answer to the commit of a change is lost", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("and it comes back too late for the sending, nothing is sent, and the same form can be sent again", async () => {
    const { db, customer, input, id } = await open();
    loseCommit(db, () => passTime(QUIET_MS + 1_000));

    expect(await writeOperation("comp.grant", lead, input)).toMatchObject({ error: { outcome: "not_sent" } });

    expect(await findOperation(id)).toMatchObject({ state: "not_applied", attempts: 1 });
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await writeOperation("comp.grant", lead, input)).toMatchObject({ ok: true });
    expect((await sentFor(customer)).effects).toBe(1);
  });

  test("the journal tells whether it stands, also when it has to be asked twice, and what stands is sent", async () => {
    const { db, customer, input, id } = await open();
    loseCommit(db, () => {
      vi.spyOn(db, "transaction").mockImplementationOnce(() => {
        throw new Error("Connection terminated unexpectedly");
      });
    });

    expect(await writeOperation("comp.grant", lead, input)).toMatchObject({ ok: true });

    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 1 });
    expect((await sentFor(customer)).effects).toBe(1);
  });
});

test("a request whose twin was recorded meanwhile tells of that one, though it could record nothing itself", async () => {
  const { db, customer, input } = await open();
  const begin = db.transaction.bind(db);
  const twin = { answer: undefined as unknown };
  vi.spyOn(db, "transaction").mockImplementationOnce(() => {
    const transaction = begin();
    transaction.execute = async () => {
      twin.answer = await writeOperation("comp.grant", lead, input);
      throw Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
    };
    return transaction;
  });

  expect(await writeOperation("comp.grant", lead, input)).toMatchObject({ ok: true });

  expect(twin.answer).toMatchObject({ ok: true });
  expect((await sentFor(customer)).effects).toBe(1);
  vi.restoreAllMocks();
});
