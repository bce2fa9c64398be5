import { expect, test } from "vitest";
import { judgeRequest } from "./judge-request";

const judge = (url: string, headers: Record<string, string> = {}) =>
  judgeRequest({ method: "GET", url, headers, rawHeaders: Object.entries(headers).flat() })?.code ?? "enters";

test.each([
  "/./sign-in?_rsc=x",
  "/team/../sign-in",
  "/%2e/join",
  "/%2E%2e/sign-in.rsc",
  "/./sign-in.rsc",
  "/sign-in#x?_rsc=x",
  "//sign-in",
  "/\\sign-in",
  "/api/../sign-in",
  "/_next/static/../server/app/page.js",
  "http://evil.test/sign-in",
])("%s is written in a roundabout way, and gets no further", (url) => {
  expect([judge(url), judge(url, { rsc: "1" })]).toEqual(["unreadable_address", "unreadable_address"]);
});

test.each([
  "/",
  "/sign-in?next=%2Fteam%2F..",
  "/acme-ios/customers/a0000000-0000-4000-8000-000000000001",
  "/_next/static/chunks/app/%5Bapp%5D/page-1.js",
  "/_next/static/chunks/[root-of-the-server]__1~.js",
  "/api/apps/acme-ios/find",
])("%s is written as a browser writes it", (url) => {
  expect(judge(url)).toBe("enters");
});
