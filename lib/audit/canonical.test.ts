import { expect, test } from "vitest";
import { canonicalize } from "./canonical";

test("the example of RFC 8785 comes out letter by letter", () => {
  const value = {
    numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
    literals: [null, true, false],
  };
  expect(canonicalize(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test("keys stand in the order of their UTF-16 code units, whatever order they were set in", () => {
  const keys = ["\u20ac", "\r", "\ufb33", "1", "\u{1f600}", "\u0080", "\u00f6"];
  const text = canonicalize(Object.fromEntries(keys.map((key) => [key, 0])));
  expect(Object.keys(JSON.parse(text))).toEqual(["1", "\r", "\u0080", "\u00f6", "\u20ac", "\u{1f600}", "\ufb33"]);
  expect(canonicalize({ b: { d: 1, c: 2 }, a: 3 })).toBe('{"a":3,"b":{"c":2,"d":1}}');
});

test("what is not there is left out, and what is no number is refused", () => {
  expect(canonicalize({ a: undefined, b: null })).toBe('{"b":null}');
  expect(() => canonicalize({ a: Number.NaN })).toThrow("NaN");
});
