/** What a runner said of its tests; `failures` in words, each with the beginning of what went wrong. */
export type Tally = { passed: number; failed: number; failures: string[] };

type Units = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
  }[];
};

type Spec = {
  title: string;
  file: string;
  line: number;
  tests: { status: string; results: { errors: { message?: string }[] }[] }[];
};
type Suite = { suites?: Suite[]; specs?: Spec[] };
type Journeys = Suite & {
  stats: { expected: number; unexpected: number; flaky: number };
  errors?: { message?: string }[];
};

const SHOWN = 600;

const say = (where: string, what: string | undefined) => `${where}\n${(what ?? "").slice(0, SHOWN)}`;

/** Vitest's report as JSON. A file that could not even be loaded is a failure too. */
export function readUnits({ numPassedTests, numFailedTests, testResults }: Units): Tally {
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0) return status === "failed" ? [say(name, message)] : [];
    return failed.map((test) => say(`${name} › ${test.fullName}`, test.failureMessages?.[0]));
  });
  return { passed: numPassedTests, failed: Math.max(numFailedTests, failures.length), failures };
}

const specsOf = ({ suites = [], specs = [] }: Suite): Spec[] => [...specs, ...suites.flatMap(specsOf)];

/** Playwright's report as JSON; one that passed only when tried again counts as failed. */
export function readJourneys(report: Journeys): Tally {
  const { stats, errors = [] } = report;
  const failures = specsOf(report).flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map(({ results }) => say(`${file}:${line} › ${title}`, results[0]?.errors[0]?.message)),
  );
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    failures: [...failures, ...errors.map(({ message }) => say("Journeys", message))],
  };
}
