import { expect, test } from "vitest";
import { listFinal } from "./final-fields";

const set = (value: unknown) => ({ value, at: "2026-01-01T00:00:00.000Z", by: "alex@example.com", confirmed: true });

test("what was never set from here cannot be undone, of what Adapty does not show", () => {
  const body = { email: "zoe@example.com", first_name: "Zoe", custom_attributes: [{ key: "plan", value: "new" }] };
  expect(listFinal(body, {})).toEqual(["e-mail", "first name"]);
  expect(listFinal(body, { email: set("jane@example.com") })).toEqual(["first name"]);
});

test("a field that was cleared from here can be cleared again, but for a country", () => {
  const lastSet = { email: set(null), ip_country: set(null) };
  expect(listFinal({ email: "zoe@example.com", ip_country: "FR" }, lastSet)).toEqual(["IP country"]);
});

test("a device cannot be undone, whatever was sent before", () => {
  const device = { device_id: "2D0C4E40-9D5F-4D52-A1A4-5E9D1A0A1B11" };
  expect(listFinal({ installation_meta: device } as never, { installation_meta: set(device) })).toEqual([
    "installation",
  ]);
});
