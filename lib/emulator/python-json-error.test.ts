import { expect, test } from "vitest";
import { describeJsonError } from "./python-json-error";

test.each([
  ["", "Expecting value: line 1 column 1 (char 0)"],
  ["nonsense", "Expecting value: line 1 column 1 (char 0)"],
  ["{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"],
  ["{'a': 1}", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"],
  ['{"a": 1,}', "Expecting property name enclosed in double quotes: line 1 column 9 (char 8)"],
  ['{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
  ['{"a": }', "Expecting value: line 1 column 7 (char 6)"],
  ['{\n  "a": 1\n  "b": 2\n}', "Expecting ',' delimiter: line 3 column 3 (char 13)"],
  ["[1 2]", "Expecting ',' delimiter: line 1 column 4 (char 3)"],
  ["[1,]", "Expecting value: line 1 column 4 (char 3)"],
  ['{"a": "b', "Unterminated string starting at: line 1 column 7 (char 6)"],
  ['{"a": "b\nc"}', "Invalid control character at: line 1 column 9 (char 8)"],
  ['{"a": "\\x"}', "Invalid \\escape: line 1 column 8 (char 7)"],
  ['{"a": "\\u12"}', "Invalid \\uXXXX escape: line 1 column 9 (char 8)"],
  ['{"a": 1} x', "Extra data: line 1 column 10 (char 9)"],
  ['\ufeff{"a": 1}', "Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)"],
])("%j", (text, message) => {
  expect(describeJsonError(text)).toBe(message);
});

test("a text nested too deep to scan is still described", () => {
  expect(describeJsonError("[".repeat(500_000))).toContain("Expecting value");
});
