import { expect, test } from "vitest";
import { readJourneys, readUnits } from "./reports";

const units = (testResults: Parameters<typeof readUnits>[0]["testResults"], failed: number) =>
  readUnits({ numPassedTests: 3, numFailedTests: failed, testResults });

test("a failed unit test is named with its file and the beginning of what went wrong", () => {
  const assertionResults = [
    { fullName: "adds up", status: "passed" },
    { fullName: "takes away", status: "failed", failureMessages: [`expected 1 to be 2\n${"x".repeat(5_000)}`] },
  ];
  const { passed, failed, failures } = units([{ name: "sums.test.ts", status: "failed", assertionResults }], 1);
  expect({ passed, failed }).toEqual({ passed: 3, failed: 1 });
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatch(/^sums\.test\.ts › takes away\nexpected 1 to be 2\n/);
  expect(failures[0]?.length).toBeLessThan(700);
});

test("a file that could not be loaded counts, though no test of it failed", () => {
  const tally = units([{ name: "sums.test.ts", status: "failed", message: "Unexpected }", assertionResults: [] }], 0);
  expect(tally).toEqual({ passed: 3, failed: 1, failures: ["sums.test.ts\nUnexpected }"] });
});

test("failed and flaky journeys are named, however deep they lie; what passed is not", () => {
  const spec = (title: string, status: string, message?: string) => ({
    title,
    file: "comp.spec.ts",
    line: 7,
    tests: [{ status, results: [{ errors: message ? [{ message }] : [] }] }],
  });
  const deep = { suites: [{ specs: [spec("grants", "expected"), spec("ends", "unexpected", "no button")] }] };
  const report = { stats: { expected: 1, unexpected: 1, flaky: 1 }, suites: [deep], specs: [spec("asks", "flaky")] };
  expect(readJourneys(report)).toEqual({
    passed: 1,
    failed: 2,
    failures: ["comp.spec.ts:7 › asks\n", "comp.spec.ts:7 › ends\nno button"],
  });
});
