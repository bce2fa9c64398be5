import { beforeEach, describe, expect, test, vi } from "vitest";

vi.mock("@/lib/adapty/limits", async (original) => ({
  ...(await original<typeof import("@/lib/adapty/limits")>()),
  WRITE_TOTAL_MS: 2_000,
}));
const { callOf } = await import("./bodies.fixture");
const { fillForm, findOperation, lead, letGo, newCustomer, openWorld, passTime, plan, sentFor, writeOperation } =
  await import("./world.fixture");
const { countReads, landed, lose } = await import("./lost.fixture");
const { finishSending, handBack } = await import("./hand-back");
const { settleDue } = await import("./settle-due");
const { underWay } = await import("./under-way");

beforeEach(() => () => {
  underWay().takesMore = true;
  underWay().sendsMore = true;
});

describe("a console that stops", () => {
  test("waits for a write that is on its way, and hands it back when it was told to wait no longer", async () => {
    const { db } = await openWorld();
    const customer = await newCustomer();
    const input = await fillForm("comp.grant", customer);
    await plan({ mode: "hold", when: "after", match: callOf["comp.grant"] });
    const sending = writeOperation("comp.grant", lead, input);
    await landed(customer);
    let isFinished = false;
    const finished = finishSending().then(() => {
      isFinished = true;
    });

    expect(await handBack(new Date())).toBe(1);
    const row = await db.selectFrom("operation").select(["state", "check_at"]).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ state: "unknown" });
    expect(Date.parse(row.check_at ?? "") - Date.now()).toBeLessThanOrEqual(2_000);
    expect(isFinished).toBe(false);

    // An answer that comes all the same counts.
    await letGo();
    expect(await sending).toMatchObject({ ok: true });
    await finished;
    expect(await findOperation(input.target.operationId)).toMatchObject({ state: "applied", attempts: 1 });
  });

  test("releases what its runner looks for, so that another takes it up at once", async () => {
    const { id, customer, read } = await lose("hold");
    passTime(2_000);
    await plan({ mode: "hold", when: "before", match: { method: "GET" } });
    const slow = settleDue();
    await vi.waitFor(async () => expect(await countReads()).toBe(1));
    expect(await settleDue()).toBe(0);

    expect(await handBack(new Date())).toBe(1);
    // It lets go of the write, too, which then takes effect; and of the slower look, which counts no more.
    await letGo();
    await landed(customer);
    expect(await settleDue()).toBe(1);
    expect(await findOperation(id)).toMatchObject({ state: "applied" });
    const found = await read();
    await slow;
    expect(await read()).toEqual(found);
  });

  test("takes up nothing more, and sends nothing more of what it had begun", async () => {
    const { id } = await lose("reset");
    const customer = await newCustomer();
    const input = await fillForm("comp.grant", customer);
    passTime(2_000);
    await finishSending();
    expect(await settleDue()).toBe(0);
    await handBack(new Date());
    expect(await writeOperation("comp.grant", lead, input)).toMatchObject({
      error: { outcome: "not_sent", code: "stops", message: expect.stringMatching(/^Nothing was sent: the console/) },
    });
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await findOperation(id)).toMatchObject({ state: "unknown" });
  });
});
