import { describe, expect, test } from "vitest";
import {
  fillForm,
  forget,
  lead,
  newCustomer,
  openWorld,
  plan,
  recheckOperation,
  writeOperation,
} from "./world.fixture";

const notSent = (code: string) => ({ ok: false, error: { outcome: "not_sent", code } });

test("a change that Adapty confirmed is never called unknown in words, even when the customer cannot be read again", async () => {
  await openWorld();
  const customer = await newCustomer();
  const input = await fillForm("access.grant", customer);
  await writeOperation("access.grant", lead, input);
  await plan({ mode: "status", status: 500, match: { method: "GET" } });
  expect(await writeOperation("access.grant", lead, input)).toMatchObject({
    error: {
      outcome: "applied",
      code: "applied_unread",
      message: expect.stringMatching(/^Adapty confirmed this change/),
    },
  });
  expect(await recheckOperation(input.target.operationId)).toMatchObject({ ok: true });
});

describe("checking an operation", () => {
  test("shows nothing of a customer other than the one it was sent to", async () => {
    await openWorld();
    const customer = await newCustomer();
    const other = await newCustomer();
    const input = await fillForm("access.grant", customer);
    const id = input.target.operationId;
    await writeOperation("access.grant", lead, input);
    await forget();
    for (const asked of [
      { app: "acme-ios", profileId: other.profileId },
      { ...customer, app: "acme-android" },
    ]) {
      expect(await recheckOperation(id, { customer: asked })).toMatchObject(notSent("no_such_operation"));
    }
    expect(await recheckOperation(id, { customer })).toMatchObject({
      ok: true,
      data: { profile: { profile_id: customer.profileId } },
    });
    expect(await recheckOperation(crypto.randomUUID(), { customer })).toMatchObject(notSent("no_such_operation"));
  });
});
