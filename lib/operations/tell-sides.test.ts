import { describe, expect, test } from "vitest";
import type { Snapshot } from "./snapshot";
import { tellSides } from "./tell-sides";

const until = (expires_at: string | null) => ({ access_level_id: "premium", expires_at });
const snapshot = (more: Partial<Snapshot> = {}): Snapshot => ({
  timestamp: 1,
  revenueUsd: 0,
  accessLevels: [],
  attributes: [],
  ...more,
});
const level = (expires_at: string | null) => snapshot({ accessLevels: [until(expires_at)] });

describe("both sides of", () => {
  test("a grant are those of its access level", () => {
    const row = { name: "access.grant" as const, request: until("2026-03-01T00:00:00Z"), before: level(null) };
    expect(tellSides(row, level(null))).toEqual([
      { what: "Premium", before: ["for life"], now: ["for life"], same: true },
    ]);
    expect(tellSides({ ...row, before: snapshot() }, snapshot())).toEqual([
      { what: "Premium", before: ["none"], now: ["none"], same: true },
    ]);
  });

  test("an edit are its fields and attributes, also those that Adapty never shows", () => {
    const request = { email: "zoe@example.com", custom_attributes: [{ key: "plan", value: "gold" }] };
    const before = snapshot({ attributes: [{ key: "plan", value: "old" }] });
    const now = snapshot({ attributes: [{ key: "plan", value: "gold" }] });
    expect(tellSides({ name: "profile.update", request, before }, now)).toEqual([
      { what: "E-mail", hidden: true },
      { what: "plan", before: ["old"], now: ["gold"], same: false },
    ]);
  });

  test("anything name what else is not as it was", () => {
    const row = { name: "profile.update" as const, request: { email: "zoe@example.com" }, before: snapshot() };
    expect(tellSides(row, level(null)).map(({ what }) => what)).toEqual(["E-mail", "Premium"]);
  });

  test("what was not kept, or is there no more, are not made up", () => {
    const row = { name: "transaction.set" as const, request: { store_transaction_id: "100" }, before: null };
    expect(tellSides(row, snapshot())).toEqual([
      { what: "This transaction", before: ["not kept"], now: ["none"], same: false },
    ]);
    const deletion = { name: "profile.delete" as const, request: {}, before: snapshot() };
    expect(tellSides(deletion, null)).toEqual([
      { what: "The customer", before: ["at Adapty"], now: ["not at Adapty any more"], same: false },
    ]);
  });
});
