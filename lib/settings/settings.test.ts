import { expect, test } from "vitest";
import { isCountry } from "./iso-codes";
import { defaultSettings, settingsSchema, storedSettingsSchema } from "./settings";

const settings = defaultSettings("practice", ["acme-ios"]);
const complaints = (changed: object): string[] =>
  settingsSchema
    .safeParse({ ...settings, ...changed })
    .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

test("a length that is offered already is refused beside the second", () => {
  const presets = [{ days: 7 }, { months: 7 }, { lifetime: true }, { days: 7 }, { lifetime: true }];
  expect(complaints({ presets })).toEqual([
    "presets.3: This length is listed above.",
    "presets.4: This length is listed above.",
  ]);
});

test("two reasons of one name are refused beside the second, whatever its capitals", () => {
  const reason = (code: string, label: string) => ({ code, label, noteRequired: false });
  expect(complaints({ reasons: [reason("A", "Outage"), reason("B", "outage "), reason("C", "Press")] })).toEqual([
    "reasons.1.label: This name is used above.",
  ]);
});

test.each(["ZZ", "EU", "UK", "SU", "XA", "AA", "us", "USA", ""])("%j is no country to record comps in", (country) => {
  expect(complaints({ comp: { ...settings.comp, country } })).toEqual([expect.stringMatching(/^comp\.country: /)]);
});

test.each(["QQQ", "XYZ", "usd", "US", ""])("%j is no currency to record comps in", (currency) => {
  expect(complaints({ comp: { ...settings.comp, currency } })).toEqual([expect.stringMatching(/^comp\.currency: /)]);
});

test("every country and the currencies of the day are taken", () => {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  expect(letters.flatMap((a) => letters.filter((b) => isCountry(a + b)))).toHaveLength(250);
  for (const [country, currency] of [
    ["US", "USD"],
    ["GB", "GBP"],
    ["XK", "EUR"],
    ["JP", "JPY"],
  ]) {
    expect(complaints({ comp: { store: "support", country, currency } })).toEqual([]);
  }
});

test("a new console holds agents and leads to what support usually gives", () => {
  const { agent, lead } = defaultSettings("live", ["ios"]).limits;
  expect(agent).toEqual({ daysPerGrant: 31, grantsPerDay: 10, daysPerCustomer: 62 });
  expect(lead).toMatchObject({ daysPerGrant: 366, grantsPerDay: null, daysPerCustomer: null, lifetime: true });
  expect(settings.limits).toEqual({ agent: { ...agent, grantsPerDay: null }, lead });
});

test("settings saved before these rules are read as they were saved", () => {
  const old = {
    ...settings,
    presets: [{ days: 7 }, { days: 7 }],
    comp: { store: "x", country: "ZZ", currency: "QQQ" },
  };
  expect(storedSettingsSchema.parse(old)).toEqual(old);
});
