import { expect, test } from "vitest";
import { approval, gone, isThere, prepare, unknown } from "./delete.fixture";
import {
  agentOf,
  fillForm,
  findOperation,
  forget,
  passTime,
  QUIET_MS,
  recheckOperation,
  sentFor,
  writeOperation,
} from "./world.fixture";

const { deleteProfile } = await import("@/lib/adapty/calls");
const { env } = await import("@/lib/env");

test("a deletion that was kept from happening is unknown, then not applied, then sent once more", async () => {
  const { customer, id, send } = await prepare({ mode: "reset", when: "before" });
  expect(await send()).toMatchObject(unknown);
  expect(await recheckOperation(id)).toMatchObject(unknown);
  passTime(QUIET_MS + 1000);
  expect(await recheckOperation(id)).toMatchObject({ ok: false, error: { code: "did_not_arrive" } });
  expect(await isThere(customer)).toBe(true);
  expect(await send()).toMatchObject({ ok: true });
  expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 2 });
  expect((await sentFor(customer)).effects).toBe(1);
});

test("a deletion that landed after it was given up is found before it is sent again", async () => {
  const { customer, id, send } = await prepare({ mode: "reset", when: "before" });
  await send();
  passTime(QUIET_MS + 1000);
  await recheckOperation(id);
  const [app] = env.apps;
  if (app) await deleteProfile(app, customer);
  await forget();
  expect(await send()).toMatchObject({ ok: true, data: { profile: null } });
  expect((await sentFor(customer)).bodies).toEqual([]);
});

test("a deletion that was given up is not called done for what a colleague deleted since", async () => {
  const { customer, id, send } = await prepare({ mode: "reset", when: "before" });
  await send();
  passTime(QUIET_MS + 1000);
  await recheckOperation(id);
  const other = await fillForm("profile.delete", customer);
  await writeOperation("profile.delete", agentOf("admin"), other, approval);
  expect(await send()).toMatchObject({ ok: false, error: { outcome: "not_sent", code: gone.code } });
  expect(await findOperation(id)).toMatchObject({ state: "not_applied", attempts: 1 });
});
