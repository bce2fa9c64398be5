import { expect, test } from "vitest";
import {
  countCalls,
  fillForm,
  forget,
  lead,
  newCustomer,
  openWorld,
  writeOperation,
} from "@/lib/operations/world.fixture";

const { env } = await import("@/lib/env");
const { assembleCustomerPage, readCustomerPage } = await import("./customer-page");
const { findApp } = await import("@/lib/apps");
const app = env.apps[0] as (typeof env.apps)[number];

test("one view costs one call to Adapty and shows what was done from here", async () => {
  await openWorld();
  const customer = await newCustomer();
  await writeOperation("profile.update", lead, await fillForm("profile.update", customer));
  await forget();
  const read = await readCustomerPage(app, customer.profileId.toUpperCase(), lead);
  expect(await countCalls()).toEqual({ "GET /api/v2/server-side-api/profile/": 1 });
  expect(read).toMatchObject({
    ok: true,
    page: {
      view: { app: "acme-ios", profileId: customer.profileId, customerUserId: customer.customerUserId },
      activity: [{ name: "profile.update", state: "applied" }],
      lastSet: { email: { value: "••••", confirmed: true } },
    },
  });
});

test("the page after a write costs no further call", async () => {
  await openWorld();
  const customer = await newCustomer();
  const written = await writeOperation("access.grant", lead, await fillForm("access.grant", customer));
  await forget();
  if (!written.ok || !written.data.profile) throw new Error("The grant was not made.");
  const page = await assembleCustomerPage(written.data.profile, customer.app, lead);
  expect(page.activity).toMatchObject([{ id: written.data.operationId, state: "applied" }]);
  expect(await countCalls()).toEqual({});
});

test("a profile that is not there is said so", async () => {
  await openWorld();
  expect(await readCustomerPage(app, crypto.randomUUID(), lead)).toMatchObject({
    ok: false,
    error: { kind: "refused", code: "profile_does_not_exist", status: 404 },
  });
  expect(await readCustomerPage(app, "../secrets", lead)).toMatchObject({
    ok: false,
    error: { kind: "not_reached" },
  });
});

test("an app is found by its id and by nothing else", () => {
  expect(findApp("acme-ios")?.name).toBe("Acme iOS");
  for (const id of ["ACME-IOS", "", "__proto__", "Acme iOS"]) expect(findApp(id)).toBeUndefined();
});
