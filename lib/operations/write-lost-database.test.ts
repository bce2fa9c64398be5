import { describe, expect, test, vi } from "vitest";
import { postgres } from "@/lib/db/database.fixture";
import { openProxy } from "@/lib/db/postgres-proxy.fixture";
import {
  fillForm,
  findOperation,
  forget,
  lead,
  newCustomer,
  openWorld,
  sentFor,
  writeOperation,
} from "./world.fixture";

vi.mock("@/lib/db/limits", async (original) => ({
  ...(await original<typeof import("@/lib/db/limits")>()),
  SILENT_MS: 1_000,
}));
const { settleDue } = await import("./settle-due");

const cannotRecord = { error: { outcome: "not_sent", code: "cannot_record" } };

describe("F28: a PostgreSQL that is lost", () => {
  async function open() {
    let proxy: Awaited<ReturnType<typeof openProxy>> | undefined;
    const { db } = await openWorld(async () => {
      proxy = await openProxy(await postgres.newUrl());
      return proxy.url;
    });
    if (!proxy) throw new Error("There is no way to the database.");
    const customer = await newCustomer();
    const input = await fillForm("comp.grant", customer);
    await forget();
    const { operationId } = input.target;
    const sent = async () => (await sentFor(customer)).bodies.length;
    const rows = async () => (await db.selectFrom("operation").select("id").execute()).length;
    const write = () => writeOperation("comp.grant", lead, input);
    return { proxy, sent, rows, write, found: () => findOperation(operationId) };
  }

  test("refuses the write before anything is sent, and takes the same form once it is back", async () => {
    const { proxy, sent, write, found } = await open();
    proxy.close();
    expect(await write()).toMatchObject(cannotRecord);
    expect(await sent()).toBe(0);
    proxy.reopen();
    expect(await write()).toMatchObject({ ok: true });
    expect(await sent()).toBe(1);
    expect(await found()).toMatchObject({ state: "applied", attempts: 1 });
  });

  test("before it kept the intent has kept nothing: nothing is sent, and the answer says so", async () => {
    const { proxy, sent, rows, write } = await open();
    proxy.cutAtCommit("before");
    expect(await write()).toMatchObject(cannotRecord);
    expect([await sent(), await rows()]).toEqual([0, 0]);
    expect(await write()).toMatchObject({ ok: true });
    expect([await sent(), await rows()]).toEqual([1, 1]);
  });

  test("as it said that it kept the intent is looked up, and the write goes, once", async () => {
    const { proxy, sent, rows, write, found } = await open();
    proxy.cutAtCommit("after");
    expect(await write()).toMatchObject({ ok: true });
    expect([await sent(), await rows()]).toEqual([1, 1]);
    expect(await found()).toMatchObject({ state: "applied", attempts: 1 });
    expect(await write()).toMatchObject({ ok: true });
    expect(await sent()).toBe(1);
  });

  test("without a word is waited for no longer than it may be silent, and what it kept is looked up", async () => {
    const { proxy, sent, write, found } = await open();
    proxy.cutAtCommit("silent");
    expect(await write()).toMatchObject({ ok: true });
    expect(await sent()).toBe(1);
    expect(await found()).toMatchObject({ state: "applied", attempts: 1 });
  });

  test("for longer at that moment leaves it open whether it will be sent, and says nothing else", async () => {
    const { proxy, sent, write, found } = await open();
    proxy.cutAtCommit("after");
    const writing = write();
    await vi.waitFor(() => expect(proxy.wasCut()).toBe(true), { timeout: 10_000, interval: 1 });
    proxy.close();
    const message = expect.stringMatching(/^Not confirmed yet: .* This try sent nothing so far/);
    expect(await writing).toMatchObject({ error: { outcome: "unknown", code: "maybe_recorded", message } });
    expect(await sent()).toBe(0);
    proxy.reopen();
    // Its row looks like one on its way, and is settled like one.
    expect(await found()).toMatchObject({ state: "sent", attempts: 1 });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    expect(await settleDue()).toBe(1);
    expect(await found()).toMatchObject({ state: "not_applied", outcome: { code: "did_not_arrive" } });
    expect(await write()).toMatchObject({ ok: true });
    expect(await sent()).toBe(1);
  });
});
