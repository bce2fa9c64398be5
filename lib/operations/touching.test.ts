import { describe, expect, test } from "vitest";
import { type OperationName, operationNames, operations } from "./catalogue";
import { listTouchingSame, openingAccess } from "./touching";

const { writes } = await import("./writes");

const ofAccess = operationNames.filter((name) => name !== "profile.update" && name !== "profile.delete");

describe("what may bring about, or take back, what an operation does", () => {
  test.each<[OperationName, OperationName[]]>([
    ["profile.update", ["profile.update"]],
    ["profile.delete", ["profile.delete"]],
    ["access.revoke", ofAccess],
    ["transaction.set", ofAccess],
  ])("%s: %j", (name, expected) => {
    expect(listTouchingSame(name)).toEqual(expected);
  });
});

test("what opens access is what the right to grant is for, and is held against the limits", () => {
  expect(openingAccess).toEqual(operationNames.filter((name) => operations[name].permission === "access.grant"));
  expect(openingAccess.filter((name) => !writes[name].gives)).toEqual([]);
});
