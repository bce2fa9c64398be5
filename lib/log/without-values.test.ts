import { expect, test } from "vitest";
import { withoutValues } from "./without-values";

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("It did not throw.");
}

const hidden = /jane|canary|louise/i;

test.each([
  "Jane Canary",
  '{"name":"Jane Canary", x',
  '{"a":"b","name":"Jane Canary","note":"it\'s Louise"',
  '["Jane Canary" "Louise"]',
  '{"n":"x","a":Jane Canary}',
  '{"note":"a","b":"c",Louise',
])("of what is no JSON nothing is repeated: %s", (text) => {
  const said = withoutValues(messageOf(() => JSON.parse(text)));
  expect(said).not.toMatch(hidden);
  expect(said).toMatch(/JSON/);
});

test.each([
  `invalid input 'it's Jane Canary' for a name`,
  'no row "Jane "the" Canary" there',
  "no row `Jane `the` Canary` there",
])("what is in quotes may hold quotes itself: %s", (text) => {
  expect(withoutValues(text)).not.toMatch(hidden);
});

test.each([
  "connect ECONNREFUSED 203.0.113.9:443",
  "connect ETIMEDOUT 2001:db8::9:443 - Local (:::0)",
  "write EPIPE ::ffff:203.0.113.9",
  "getaddrinfo ENOTFOUND jane-canary",
  "getaddrinfo EAI_AGAIN canary.example",
  "Hostname/IP does not match certificate's altnames: Host: canary.example. is not in the cert's altnames: DNS:canary.test, DNS:jane.test",
  "Connect Timeout Error (attempted address: canary.example:443, timeout: 10000ms)",
  "no host hooks.canary.example here",
])("no address of a machine is told: %s", (text) => {
  expect(withoutValues(text)).not.toMatch(/203|db8|canary|jane/);
});

test.each([
  "UNIQUE constraint failed: setting.key",
  "database or disk is full",
  "SQLITE_BUSY: database is locked",
  "Cannot read properties of undefined (reading …)",
  "the answer took 10000 ms at 12:30",
])("what says nothing of anybody stays: %s", (text) => {
  expect(withoutValues(text)).toBe(text);
});
