import { describe, expect, test } from "vitest";
import type { TransactionStart } from "../sheet-props";
import { adoptFrom, compareEntry } from "./compare-entry";
import { startDraft } from "./start-draft";

const entry = {
  store: "play_store",
  store_product_id: "premium_monthly",
  store_transaction_id: "GPA.1..2",
  store_original_transaction_id: "GPA.1",
  environment: "Production",
  purchased_at: "2026-03-01T10:00:00+00:00",
  originally_purchased_at: "2026-01-01T10:00:00+00:00",
  expires_at: "2026-04-01T10:00:00+00:00",
  renewal_cancelled_at: null,
  cancellation_reason: null,
};
const start: TransactionStart = { kind: "correct_subscription", entry };
const draft = { ...startDraft(start), price: { value: "4.99", currency: "USD", country: "US" } };
const may = { instant: Date.parse("2026-05-01T10:00:00Z") };
const renewed = { ...entry, expires_at: "2026-05-01T10:00:00+00:00", cancellation_reason: "refund" };

describe("an entry that changed under its correction", () => {
  test("is told field by field, only where it differs", () => {
    const rows = compareEntry(start, draft, { before: entry, now: renewed });
    expect(rows).toEqual([
      {
        id: "expires_at",
        what: "Expires",
        before: [{ instant: Date.parse("2026-04-01T10:00:00Z") }],
        now: [may],
      },
      { id: "cancellation_reason", what: "Cancellation reason", before: ["not set"], now: ["Refund"] },
    ]);
  });

  test("is open where the agent changed the same field in another way, and not where they agree", () => {
    const mine = { ...draft, expires_at: "2026-06-01T10:00:00.000Z", cancellation_reason: "refund" };
    const rows = compareEntry(start, mine, { before: entry, now: renewed });
    expect(rows.map(({ id, open }) => [id, open])).toEqual([
      ["expires_at", true],
      ["cancellation_reason", undefined],
    ]);
  });

  test("the same instant in other digits is no change of the agent's", () => {
    const [row] = compareEntry(
      start,
      { ...draft, expires_at: "2026-04-01T10:00:00.000Z" },
      { before: entry, now: renewed },
    );
    expect(row).not.toHaveProperty("yours");
  });

  test("that is gone would be entered anew", () => {
    const [row] = compareEntry(start, draft, { before: entry, now: undefined });
    expect(row).toMatchObject({ before: ["there"], now: ["not there any more"], yours: ["entered anew"] });
  });

  test("the form takes over what was changed there alone, so that it does not set it back", () => {
    const rows = compareEntry(start, draft, { before: entry, now: renewed });
    expect(adoptFrom(start, renewed, rows, {})).toEqual([
      ["expires_at", renewed.expires_at],
      ["cancellation_reason", "refund"],
    ]);
  });

  test("and of what both changed only what the agent gives up", () => {
    const mine = { ...draft, expires_at: "2026-06-01T10:00:00.000Z" };
    const rows = compareEntry(start, mine, { before: entry, now: renewed });
    const fields = (chosen: "mine" | "theirs") =>
      adoptFrom(start, renewed, rows, { expires_at: chosen }).map(([name]) => name);
    expect(fields("mine")).toEqual(["cancellation_reason"]);
    expect(fields("theirs")).toEqual(["expires_at", "cancellation_reason"]);
  });
});
