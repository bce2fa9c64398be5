import { expect, test } from "vitest";
import { checkOrigin, checkReader } from "./origin";

const acme = "https://support.acme.test";
const practice = "http://127.0.0.1:3000";

test.each([
  ["our own page", { "sec-fetch-site": "same-origin", origin: acme }, true],
  ["our own page, without Origin", { "sec-fetch-site": "same-origin" }, true],
  ["an old browser on our own page", { origin: acme }, true],
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.test" }, false],
  ["another site that claims our origin", { "sec-fetch-site": "cross-site", origin: acme }, false],
  ["a sibling host", { "sec-fetch-site": "same-site", origin: "https://wiki.acme.test" }, false],
  ["a typed address", { "sec-fetch-site": "none" }, false],
  ["a sandboxed frame", { "sec-fetch-site": "cross-site", origin: "null" }, false],
  ["a sandboxed frame in an old browser", { origin: "null" }, false],
  ["our host over http", { origin: "http://support.acme.test" }, false],
  ["a name that begins like ours", { origin: `${acme}.evil.test` }, false],
  [
    "a host that points its name at us",
    { "sec-fetch-site": "same-origin", origin: "http://evil.test", host: "evil.test" },
    false,
  ],
  ["this machine, for a public console", { origin: "http://localhost:3000", host: "localhost:3000" }, false],
  ["a script that says nothing", {}, false],
])("a request from %s", (_, headers, expected) => {
  expect(checkOrigin(new Headers(headers), acme)).toBe(expected);
});

test.each([
  ["localhost", "http://localhost:3000", "localhost:3000", true],
  ["127.0.0.1", "http://127.0.0.1:3000", "127.0.0.1:3000", true],
  ["another port than was published", "http://127.0.0.1:4321", "127.0.0.1:4321", true],
  ["another server of this machine", "http://localhost:8080", "localhost:3000", false],
  ["another machine", "http://192.168.0.5:3000", "192.168.0.5:3000", false],
])("a console on this machine, asked from %s", (_, origin, host, expected) => {
  expect(checkOrigin(new Headers({ origin, host }), practice)).toBe(expected);
});

test.each([
  ["same-origin", true],
  ["none", true],
  [undefined, true],
  ["cross-site", false],
  ["same-site", false],
])("what only reads is answered when it was set off from %s: %s", (site, expected) => {
  expect(checkReader(new Headers(site === undefined ? {} : { "sec-fetch-site": site }))).toBe(expected);
});
