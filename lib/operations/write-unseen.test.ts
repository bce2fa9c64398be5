import { describe, expect, test } from "vitest";
import type { Fault } from "@/lib/emulator/faults";
import { callOf } from "./bodies.fixture";
import {
  fillForm,
  findOperation,
  forget,
  lead,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  recheckOperation,
  sentFor,
  writeOperation,
} from "./world.fixture";

/** An e-mail address was set, Adapty's answer is lost, and no profile ever shows it. */
async function sendUnseen() {
  await openWorld();
  const customer = await newCustomer();
  const input = await fillForm("profile.update", customer, { body: { email: "zoe@example.com" } });
  await forget();
  await plan({ mode: "status", status: 500, when: "after", match: callOf["profile.update"] });
  await writeOperation("profile.update", lead, input);
  return { customer, input, id: input.target.operationId };
}

describe("what Adapty never answers", () => {
  test("stays unknown however often it is checked, and says why", async () => {
    const { id } = await sendUnseen();
    passTime(QUIET_MS + 1000);
    expect(await recheckOperation(id)).toMatchObject({ ok: false, error: { outcome: "unknown" } });
    expect(await findOperation(id)).toMatchObject({ state: "unknown" });
  });

  test("is sent again when the agent asks for it, but not before the quiet period is over", async () => {
    const { customer, input } = await sendUnseen();
    expect(await writeOperation("profile.update", lead, input)).toMatchObject({ error: { outcome: "unknown" } });
    expect((await sentFor(customer)).bodies).toHaveLength(1);
    passTime(QUIET_MS + 1000);
    expect(await writeOperation("profile.update", lead, input)).toMatchObject({ ok: true });
    expect((await sentFor(customer)).bodies).toEqual([JSON.stringify(input.body), JSON.stringify(input.body)]);
  });
});

describe("what Adapty never answers, sent again in vain,", () => {
  const patch = callOf["profile.update"];
  const keyRefused = { errors: [], error_code: "not_authenticated", status_code: 401 };
  const hindrances: [string, Record<string, unknown>][] = [
    ["because Adapty is too busy for it", { match: patch, mode: "status", status: 429 }],
    ["because Adapty refuses it now", { match: patch, mode: "status", status: 401, body: keyRefused }],
    [
      "because the customer cannot be read first",
      { match: { method: "GET", path: "/profile/" }, mode: "html", status: 403, times: 2 },
    ],
  ];

  test.each(hindrances)("stays unknown %s", async (_, fault) => {
    const { customer, input, id } = await sendUnseen();
    passTime(QUIET_MS + 1000);
    await plan({ when: "before", ...fault } as Fault);
    expect(await writeOperation("profile.update", lead, input)).toMatchObject({
      ok: false,
      error: { outcome: "unknown" },
    });
    expect(await findOperation(id)).toMatchObject({ state: "unknown" });
    expect((await sentFor(customer)).effects).toBe(1);
  });
});
