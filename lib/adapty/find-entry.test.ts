import { describe, expect, test } from "vitest";
import { entriesOf, findEntry, isEntryOf } from "./find-entry";

const body = { store: "support", store_transaction_id: "100" };
const ours = { store: "support", store_transaction_id: "100" };
const storeless = { store: null, store_transaction_id: "100" };
const other = { store: "app_store", store_transaction_id: "100" };

describe("an entry is the transaction that is named", () => {
  test.each([
    ["with the same id and store", ours, true],
    ["with the same id, where Adapty gives no store", { store_transaction_id: "100" }, true],
    ["with the same id and an empty store", { ...ours, store: "" }, true],
    ["not with another store", other, false],
    ["not with another id", { ...ours, store_transaction_id: "101" }, false],
    ["not without an id", { store: "support" }, false],
  ])("%s", (_, entry, expected) => {
    expect(isEntryOf(entry, body)).toBe(expected);
  });

  test("never by an id that nobody gave", () => {
    expect(
      isEntryOf({ store: "support", store_transaction_id: "" }, { store: "support", store_transaction_id: "" }),
    ).toBe(false);
  });
});

test("of several with its id, the entry that names the store comes first", () => {
  expect(findEntry([other, storeless, ours], body)).toBe(ours);
  expect(findEntry([other, storeless], body)).toBe(storeless);
  expect(findEntry([other], body)).toBeUndefined();
  expect(entriesOf([other, storeless, ours], body)).toEqual([storeless, ours]);
});
