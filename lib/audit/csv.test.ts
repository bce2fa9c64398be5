import { expect, test } from "vitest";
import { toCsvLine } from "./csv";

test.each(["=HYPERLINK(0)", "+1", "-1", "@SUM(A1)", "\tx", "＝1", "＋1", "－1", "＠x", "  =1", "\u200b=1", "\ufeff@x"])(
  "a spreadsheet does not run %j",
  (text) => {
    expect(toCsvLine([text])).toBe(`'${text}\r\n`);
  },
);

test("a line break at the start is quoted twice: against being run, and as a part of its cell", () => {
  expect(toCsvLine(["\r\n=1"])).toBe('"\'\r\n=1"\r\n');
});

test("commas, quotes and line breaks stay in their cell, and what is harmless stays as it is", () => {
  expect(toCsvLine(["a,b", 'say "hi"', "a\nb", "1-2", "", null, 12])).toBe('"a,b","say ""hi""","a\nb",1-2,,,12\r\n');
});
