import { describe, expect, test } from "vitest";
import { parseEnv } from "./env";
import { complaint, LIVE } from "./env.fixture";

describe("a key that is exchanged", () => {
  const previous = { ADAPTY_PREVIOUS_SECRET_KEY: "secret_live_before" };

  test("stands beside the one before, of one app or of each", () => {
    const [one] = parseEnv({ ...LIVE, ...previous }).apps;
    expect(one).toMatchObject({ secretKey: "secret_live_abc", previousSecretKey: "secret_live_before" });
    const both = { id: "ios", name: "iOS", secretKey: "secret_live_a", previousSecretKey: "secret_live_b" };
    expect(parseEnv({ ADAPTY_APPS: JSON.stringify([both]), SESSION_SECRET: LIVE.SESSION_SECRET }).apps).toEqual([both]);
  });

  test("is never a practice key for Adapty itself, and never alone", () => {
    expect(complaint({ ...LIVE, ADAPTY_PREVIOUS_SECRET_KEY: "secret_practice_x" })).toMatch(/^A practice key cannot/);
    expect(complaint(previous)).toMatch(/^ADAPTY_PREVIOUS_SECRET_KEY goes with ADAPTY_SECRET_KEY, which is not set/);
  });
});
