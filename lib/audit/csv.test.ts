import fc from "fast-check";
import { expect, test } from "vitest";
import { toCsvLine } from "./csv";

test.each([
  "=HYPERLINK(0)",
  "+1",
  "-1",
  "@SUM(A1)",
  "\tx",
  "＝1",
  "＋1",
  "－1",
  "＠x",
  "  =1",
  "\u200b=1",
  "\ufeff@x",
  "\0=1",
  "\0",
])("a spreadsheet does not run %j", (text) => {
  expect(toCsvLine([text])).toBe(`'${text}\r\n`);
});

/** The cells of a line as our own separator and quotes make them. */
function readCells(line: string): string[] {
  const held = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g);
  return [...held].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}

test.each(["=", "+", "-", "@", "\t", "\r", "\n", "\0"])("%j alone at the start of a cell is disarmed", (sign) => {
  expect(readCells(toCsvLine([`${sign}hello`, 1]).slice(0, -2))).toEqual([`'${sign}hello`, "1"]);
  for (const separator of ";|\t")
    expect(readCells(toCsvLine([`a${separator}${sign}hello`]).slice(0, -2))).toEqual([`a${separator}'${sign}hello`]);
});

test("a line break at the start is quoted twice: against being run, and as a part of its cell", () => {
  expect(toCsvLine(["\r\n=1"])).toBe("\"'\r\n'=1\"\r\n");
});

test("nor what it would run where its list separator is another than the comma", () => {
  expect(toCsvLine(["x;=cmd|'/C calc'!A0"])).toBe("x;'=cmd|'/C calc'!A0\r\n");
  expect(toCsvLine(["a;-1\t＠x|\0 +2"])).toBe("a;'-1\t'＠x|'\0 +2\r\n");
  expect(toCsvLine(['a;"=1\n=2'])).toBe(`"a;'""=1\n'=2"\r\n`);
  expect(toCsvLine(["one\r\ntwo; three\n\nfour-five | six"])).toBe('"one\r\ntwo; three\n\nfour-five | six"\r\n');
});

test("whatever the text and whichever the separator, no cell begins with what would be run", () => {
  const signs = [..."=+-@＝＋－＠\t\r\n\0;,|\"' ax\u200b"];
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...signs), maxLength: 12 }));
  const runs = /^["\s\0\p{Cf}]*[=+\-@＝＋－＠]|^[\t\0]/u;
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
      const line = toCsvLine([1, ...texts]);
      const cells = readCells(line.slice(0, -2));
      expect(cells.length).toBe(texts.length + 1);
      expect(cells.filter((cell) => /(?:^|[;|\t])[\r\n]/.test(cell))).toEqual([]);
      const others = [/[;\r\n]/, /[\t\r\n]/, /[|\r\n]/].flatMap((separator) => line.split(separator));
      expect([...cells, ...others].filter((cell) => runs.test(cell))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("commas, quotes and line breaks stay in their cell, and what is harmless stays as it is", () => {
  expect(toCsvLine(["a,b", 'say "hi"', "a\nb", "1-2", "", null, 12])).toBe('"a,b","say ""hi""","a\nb",1-2,,,12\r\n');
});
