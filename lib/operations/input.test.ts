import { describe, expect, test } from "vitest";
import { bodySchemas, writeInputs } from "./input";

const update = bodySchemas["profile.update"];
const refusedFields = (body: unknown) => update.safeParse(body).error?.issues.map((issue) => issue.path.join("."));

test("an empty text never reaches Adapty as an edit, wherever it stands", () => {
  expect(refusedFields({ first_name: "" })).toEqual(["first_name"]);
  expect(refusedFields({ installation_meta: { device_id: "d", locale: "" } })).toEqual(["installation_meta.locale"]);
});

test("a text of which nothing can be seen never reaches Adapty as an edit either", () => {
  for (const blank of ["  ", "\t\n", "\u00a0", "\u200b", "\u2060\u3164", "\u2800", "\u202e"]) {
    expect([blank, refusedFields({ last_name: blank })]).toEqual([blank, ["last_name"]]);
    expect(refusedFields({ installation_meta: { device_id: "d", locale: blank } })).toEqual([
      "installation_meta.locale",
    ]);
  }
  for (const shown of ["x", " Doe ", "\u2060Zo\u00eb", "\u{1f468}\u200d\u{1f467}"]) {
    expect([shown, refusedFields({ last_name: shown })]).toEqual([shown, undefined]);
  }
});

test("an edit that changes nothing is none, and one attribute gets one value", () => {
  expect(refusedFields({})).toEqual([""]);
  expect(refusedFields({ first_name: undefined })).toEqual([""]);
  const twice = [
    { key: "plan", value: "1" },
    { key: "Plan", value: "1" },
    { key: "plan", value: "" },
  ];
  expect(refusedFields({ custom_attributes: twice })).toEqual(["custom_attributes.2.key"]);
  expect(refusedFields({ custom_attributes: twice.slice(0, 2) })).toBeUndefined();
});

test("null clears, an attribute's empty value deletes it, and a real value passes", () => {
  const body = { first_name: null, last_name: "Doe", custom_attributes: [{ key: "plan", value: "" }] };
  expect(update.parse(body)).toEqual(body);
});

describe("what a form may hold", () => {
  const uuid = crypto.randomUUID();
  const good = {
    target: { operationId: uuid, app: "acme-ios", profileId: uuid, seen: "[]" },
    why: { reason: "COURTESY" },
    body: { access_level_id: "premium" },
  };
  const judge = (input: unknown) => writeInputs["access.grant"].safeParse(input).success;

  test.each([
    ["an operation id that is no UUID", { ...good, target: { ...good.target, operationId: "1' or '1'='1" } }],
    ["a profile id that is no UUID", { ...good, target: { ...good.target, profileId: "../../etc" } }],
    ["a key of the journal", { ...good, state: "applied" }],
    ["a key too many on whom", { ...good, target: { ...good.target, agent: "admin" } }],
    ["a key too many in why", { ...good, why: { ...good.why, agent_role: "admin" } }],
    ["a key too many in the body", { ...good, body: { ...good.body, product_id: "x" } }],
    ["no reason", { ...good, why: {} }],
    ["an empty reason", { ...good, why: { reason: "" } }],
    ["a note of a thousand and one characters", { ...good, why: { ...good.why, note: "x".repeat(1001) } }],
    ["a text that PostgreSQL cannot store", { ...good, why: { ...good.why, note: "a\u0000b" } }],
    ["nothing", undefined],
    ["a list", [good]],
  ])("not %s", (_, input) => {
    expect(judge(good)).toBe(true);
    expect(judge(input)).toBe(false);
  });
});

test("a change is refused that would make the customer's page, which lists it, large", () => {
  const target = { operationId: crypto.randomUUID(), app: "a", profileId: crypto.randomUUID(), seen: "[]" };
  const fits = (length: number) =>
    writeInputs["profile.update"].safeParse({ target, why: {}, body: { first_name: "x".repeat(length) } }).success;
  expect(fits(5000)).toBe(true);
  expect(fits(20_000)).toBe(false);
  const [reason, level] = ["COURTESY", { access_level_id: "x".repeat(20_000) }];
  for (const name of ["access.grant", "access.revoke"] as const) {
    expect(writeInputs[name].safeParse({ target, why: { reason }, body: level }).success).toBe(false);
  }
});
