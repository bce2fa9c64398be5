import { expect, test } from "vitest";
import { defaultReasons, reasonKinds, reasonsFor } from "./reasons";
import { defaultSettings, settingsSchema, storedSettingsSchema } from "./settings";

const settings = defaultSettings("practice", ["acme-ios"]);
const reason = (code: string, more: object = {}) => ({ code, label: code, noteRequired: false, ...more });

test("a reason is offered for what it was marked for, and one without a mark everywhere", () => {
  const labels = (kind: (typeof reasonKinds)[number]) => reasonsFor(defaultReasons, kind).map(({ label }) => label);
  expect(labels("delete")).toEqual(["Customer asked for erasure", "Test or duplicate profile", "Other"]);
  expect(labels("reveal")).toEqual(["Verifying the caller", "Contacting the customer", "Other"]);
  expect(labels("give")).not.toContain("Given by mistake");
  for (const kind of reasonKinds) expect(reasonsFor([reason("OLD")], kind)).toHaveLength(1);
});

test("settings that an earlier console saved are read as they were, and may be saved again", () => {
  const old = { ...settings, reasons: [reason("BILLING")] };
  expect(storedSettingsSchema.parse(old)).toEqual(old);
  expect(settingsSchema.safeParse(old).success).toBe(true);
});

test("nothing that asks for a reason is left without one", () => {
  const complaints = (reasons: object[]) =>
    settingsSchema.safeParse({ ...settings, reasons }).error?.issues.map(({ path, message }) => [path[0], message]);
  expect(complaints([reason("A", { kinds: ["give", "end"] })])).toEqual([
    ["reasons", "Keep at least one reason for deleting and for revealing."],
  ]);
  expect(complaints([reason("A", { kinds: [] }), reason("B")])).toEqual([["reasons", "Tick what it is offered for."]]);
});
