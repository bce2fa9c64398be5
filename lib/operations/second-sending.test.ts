import { describe, expect, test, vi } from "vitest";
import type { Transaction } from "@/lib/adapty/transaction";
import { callOf } from "./bodies.fixture";

vi.mock("@/lib/adapty/limits", async (original) => ({
  ...(await original<typeof import("@/lib/adapty/limits")>()),
  WRITE_TOTAL_MS: 1_000,
}));
const {
  agentOf,
  fillForm,
  findOperation,
  lead,
  letGo,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  recheckOperation,
  sentFor,
  writeOperation,
} = await import("./world.fixture");
type Customer = Awaited<ReturnType<typeof newCustomer>>;
const { countReads, landed, lose } = await import("./lost.fixture");
const { settleDue } = await import("./settle-due");
const { setTransaction } = await import("@/lib/adapty/calls");
const { env } = await import("@/lib/env");

const app = env.apps[0] as (typeof env.apps)[number];
/** What was cut off long ago, and lands now. */
const arriveLate = async ({ profileId }: Customer, request: unknown) =>
  expect(await setTransaction(app, { profileId }, request as Transaction)).toMatchObject({ ok: true });

const no = { errors: [{ source: null, errors: ["No."] }], error_code: "not_now", status_code: 400 };
const didNotArrive = { error: { outcome: "not_sent", code: "did_not_arrive" } };

describe("a no to the second sending", () => {
  test.each([
    [400, { error: { outcome: "refused", code: "not_now" } }],
    [429, { error: { outcome: "refused", code: "rate_limited" } }],
  ])("(%i) is told, and the first is looked for all the same, for it may land still", async (status, told) => {
    const { customer, id, sendAgain } = await lose("hold");
    passTime(QUIET_MS + 1_000);
    expect(await recheckOperation(id)).toMatchObject(didNotArrive);
    await plan({ mode: "status", status, body: no, match: callOf["comp.grant"] });

    expect(await sendAgain()).toMatchObject(told);

    expect(await findOperation(id)).toMatchObject({ state: "not_applied", attempts: 2 });
    await letGo();
    await landed(customer);
    passTime(6 * 60_000);
    await settleDue();
    expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 2 });
  });
});

describe("what was refused, or given up before others were sent", () => {
  const form = async (customer: Customer) => fillForm("access.grant", customer);
  const max = agentOf("lead", "max");

  test.each([
    ["surely was not taken", { mode: "status", status: 429 }],
    ["did not arrive", { mode: "reset" }],
  ] as const)("and %s, is not called done for what a colleague did", async (_, fault) => {
    await openWorld();
    const customer = await newCustomer();
    const [ours, theirs] = [await form(customer), await form(customer)];
    await plan({ ...fault, when: "before", match: callOf["access.grant"] });
    await writeOperation("access.grant", lead, ours);
    passTime(QUIET_MS + 1_000);
    await recheckOperation(ours.target.operationId);
    expect(await writeOperation("access.grant", max, theirs)).toMatchObject({ ok: true });

    expect(await writeOperation("access.grant", lead, ours)).toMatchObject({ error: { code: "changed_since" } });

    expect(await findOperation(ours.target.operationId)).toMatchObject({ state: "not_applied", attempts: 1 });
  });
});

describe("a second sending that is still on its way", () => {
  test("keeps the way to its customer closed, though the first arrived after all and shows", async () => {
    const { customer, id, request, sendAgain } = await lose("reset");
    passTime(QUIET_MS + 1_000);
    expect(await recheckOperation(id)).toMatchObject(didNotArrive);
    await plan({ mode: "hold", when: "before", match: callOf["comp.grant"] });
    const again = sendAgain();
    await vi.waitFor(async () => expect(await findOperation(id)).toMatchObject({ state: "sent", attempts: 2 }));
    await vi.waitFor(async () => expect((await sentFor(customer)).bodies).toHaveLength(1));
    await arriveLate(customer, request);

    expect(await recheckOperation(id)).toMatchObject({ error: { outcome: "unknown" } });
    const theirs = await fillForm("access.grant", customer);
    const busy = { error: { outcome: "not_sent", code: "customer_busy" } };
    expect(await writeOperation("access.grant", agentOf("lead", "max"), theirs)).toMatchObject(busy);

    await letGo();
    expect(await again).toMatchObject({ ok: true });
    expect(await writeOperation("access.grant", agentOf("lead", "max"), theirs)).toMatchObject({ ok: true });
  });
});

describe("what two look for at once", () => {
  test("is missing to the first; the other is not told so, for the first may be sending it once more", async () => {
    const { id } = await lose("reset");
    passTime(QUIET_MS + 1_000);
    await plan({ mode: "hold", when: "after", match: { method: "GET" } });
    const slower = recheckOperation(id);
    await vi.waitFor(async () => expect(await countReads()).toBe(1));
    expect(await recheckOperation(id)).toMatchObject(didNotArrive);
    await letGo();
    expect(await slower).toMatchObject({ error: { outcome: "unknown" } });
    expect(await findOperation(id)).toMatchObject({ state: "not_applied" });
  });
});
