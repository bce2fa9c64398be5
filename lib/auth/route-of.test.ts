import { expect, test } from "vitest";
import { routeOf } from "./route-of";

test.each([
  ["/", "/"],
  ["/team", "/team"],
  ["/acme-ios/customers/x", "/[app]/customers/[profileId]"],
  ["/activity/record", "/activity/record"],
  ["/api/apps/a/customers/b/raw", "/api/apps/[app]/customers/[profileId]/raw"],
  ["/api/health", "/api/health"],
  ["/api/anna/bo", "/api/[...rest]"],
  ["/_next/static/chunks/x.js", "/_next"],
  ["/anna", "other"],
  ["/team/", "other"],
])("%s is told as %s", (path, route) => {
  expect(routeOf(path)).toBe(route);
});
