import { expect, test } from "vitest";
import { saveInput } from "./save-input";
import { defaultSettings } from "./settings";

test("settings are saved over those of a moment, or over none, and over nothing else", () => {
  const body = defaultSettings("practice", ["acme-ios"]);
  const reads = (seen: unknown) => saveInput.safeParse({ seen, body }).success;
  for (const seen of [null, new Date().toISOString()]) expect([seen, reads(seen)]).toEqual([seen, true]);
  for (const seen of ["x", "", "9999-99-99", "+275760-09-13T00:00:00.000Z", 1, undefined])
    expect([seen, reads(seen)]).toEqual([seen, false]);
});
