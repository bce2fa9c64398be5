import { describe, expect, test } from "vitest";
import { grantAccessLevelSchema, revokeAccessLevelSchema } from "./access-level";
import { genders, platforms, profileStores, profileUpdateSchema } from "./profile-update";

const device = {
  device_id: "d-1",
  device: "iPhone",
  locale: "en",
  os: "iOS 17",
  platform: "iOS",
  timezone: "Europe/Paris",
  user_agent: "ua",
  app_build: "1",
  app_version: "1.0",
  adapty_sdk_version: "3.0",
  idfa: "a",
  idfv: "b",
  advertising_id: "c",
  android_id: "d",
  android_app_set_id: "e",
};
const everything = {
  first_name: "Jane",
  last_name: "Doe",
  gender: "f",
  email: "jane.doe@example.com",
  phone_number: "+1 555",
  birthday: "1990-12-31",
  ip_country: "FR",
  ip_v4_address: "203.0.113.7",
  store_country: "US",
  store: "app_store",
  store_account_token: "3286abd3-48b0-4e9c-a5f6-ac0a006804a6",
  att_status: 3,
  analytics_disabled: true,
  custom_attributes: [{ key: "favourite_sport", value: "yoga" }],
  installation_meta: device,
};
const fieldsOf = (body: unknown) =>
  (profileUpdateSchema.safeParse(body).error?.issues ?? []).map((issue) => issue.path.join("."));
const attribute = (key: unknown, value: unknown) => ({ custom_attributes: [{ key, value }] });

describe("what create and update profile take", () => {
  test("every documented field at once, and no field at all", () => {
    expect(profileUpdateSchema.parse(everything)).toEqual(everything);
    expect(profileUpdateSchema.parse({})).toEqual({});
  });

  test.each([
    "first_name",
    "last_name",
    "gender",
    "email",
    "phone_number",
    "birthday",
    "ip_v4_address",
    "store",
    "store_account_token",
    "att_status",
    "analytics_disabled",
  ])("null clears %s", (field) => {
    expect(fieldsOf({ [field]: null })).toEqual([]);
  });

  test.each(["ip_country", "store_country", "custom_attributes", "installation_meta"])("%s cannot be null", (field) => {
    expect(fieldsOf({ [field]: null })).toEqual([field]);
  });

  test.each([
    ["gender", "x"],
    ["email", "jane"],
    ["birthday", "1990-02-30"],
    ["birthday", "31.12.1990"],
    ["ip_country", "fr"],
    ["ip_country", "FRA"],
    ["ip_v4_address", "203.0.113.256"],
    ["ip_v4_address", "::1"],
    ["store_country", "FR-75"],
    ["store", "webshop"],
    ["store_account_token", "no uuid"],
    ["att_status", 4],
    ["att_status", "3"],
    ["analytics_disabled", "yes"],
    ["first_name", 5],
  ])("%s refuses %o", (field, value) => {
    expect(fieldsOf({ [field]: value })).toEqual([field]);
  });

  test("every documented gender, store, platform and tracking status", () => {
    for (const gender of genders) expect(fieldsOf({ gender })).toEqual([]);
    for (const store of profileStores) expect(fieldsOf({ store })).toEqual([]);
    for (const platform of platforms) expect(fieldsOf({ installation_meta: { device_id: "d", platform } })).toEqual([]);
    for (const att_status of [0, 1, 2, 3]) expect(fieldsOf({ att_status })).toEqual([]);
  });

  test("a field nobody documents is refused", () => {
    expect(profileUpdateSchema.safeParse({ nickname: "J" }).success).toBe(false);
  });
});

describe("custom attributes", () => {
  test("hold 1 to 30 entries", () => {
    const list = (count: number) => ({
      custom_attributes: Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: "v" })),
    });
    expect(fieldsOf(list(0))).toEqual(["custom_attributes"]);
    expect(fieldsOf(list(30))).toEqual([]);
    expect(fieldsOf(list(31))).toEqual(["custom_attributes"]);
  });

  test("have keys of 1 to 30 letters, numbers, dashes, points and underscores", () => {
    for (const key of ["k", "A-b_c.9", "k".repeat(30)]) expect(fieldsOf(attribute(key, "v"))).toEqual([]);
    for (const key of ["", "k".repeat(31), "two words", "cl\u00E9", "a/b"]) {
      expect(fieldsOf(attribute(key, "v"))).toContain("custom_attributes.0.key");
    }
  });

  test("have values of at most 50 characters, numbers or booleans; empty and null delete", () => {
    for (const value of ["", null, "v".repeat(50), 1.5, -3, true]) expect(fieldsOf(attribute("k", value))).toEqual([]);
    for (const value of ["v".repeat(51), undefined, {}, ["v"], Number.POSITIVE_INFINITY]) {
      expect(fieldsOf(attribute("k", value))).toEqual(["custom_attributes.0.value"]);
    }
  });
});

describe("installation meta", () => {
  test("needs a device id, and only that", () => {
    expect(fieldsOf({ installation_meta: { device_id: "d" } })).toEqual([]);
    expect(fieldsOf({ installation_meta: { os: "iOS" } })).toEqual(["installation_meta.device_id"]);
    expect(fieldsOf({ installation_meta: { ...device, platform: "Windows" } })).toEqual(["installation_meta.platform"]);
  });

  test("takes null for everything else", () => {
    const nulls = Object.fromEntries(Object.keys(device).map((key) => [key, key === "device_id" ? "d" : null]));
    expect(fieldsOf({ installation_meta: nulls })).toEqual([]);
  });
});

describe("grant and revoke", () => {
  test("need an access level; every date may be left out, null, past or future", () => {
    for (const date of [undefined, null, "2000-01-01T00:00:00Z", "2999-01-01T00:00:00+0000"]) {
      const grant = { access_level_id: "premium", starts_at: date, expires_at: date };
      expect(grantAccessLevelSchema.safeParse(grant).success).toBe(true);
      expect(revokeAccessLevelSchema.safeParse({ access_level_id: "premium", revoke_at: date }).success).toBe(true);
    }
    expect(grantAccessLevelSchema.safeParse({}).error?.issues[0]).toMatchObject({
      path: ["access_level_id"],
      message: "Required.",
    });
    expect(revokeAccessLevelSchema.safeParse({ access_level_id: "" }).success).toBe(false);
  });

  test("refuse a date without a zone and a field of the other call", () => {
    expect(grantAccessLevelSchema.safeParse({ access_level_id: "p", expires_at: "2026-01-01" }).success).toBe(false);
    expect(grantAccessLevelSchema.safeParse({ access_level_id: "p", revoke_at: null }).success).toBe(false);
    expect(revokeAccessLevelSchema.safeParse({ access_level_id: "p", expires_at: null }).success).toBe(false);
  });
});
