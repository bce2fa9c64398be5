import { expect, test } from "vitest";
import { grant, inDays, level, NOW, view } from "@/lib/access/profile.fixture";
import type { ActivityEntry } from "./activity-entry";
import { sayPlannedComps } from "./planned-comps";

const granted = (request: object = {}, changes: Partial<ActivityEntry> = {}): ActivityEntry => ({
  id: "0e0fd1a4-6c3c-4bbd-9d7c-2a7d1a4f3b10",
  name: "access.grant",
  kind: null,
  state: "applied",
  agent: { id: "a", email: "lena@example.com", role: "lead" },
  reason: null,
  ticket: null,
  note: null,
  request: { access_level_id: "premium", starts_at: inDays(20), expires_at: inDays(50), ...request },
  createdAt: inDays(-1),
  settledAt: inDays(-1),
  erasedAt: null,
  approver: null,
  undoes: null,
  message: null,
  ...changes,
});

const paid = view({ access_levels: [level()] });
const say = (activity: ActivityEntry[], shown = paid, now = NOW) =>
  sayPlannedComps(activity, shown, now).map(({ parts }) =>
    parts
      .map((part) =>
        typeof part === "object" && "instant" in part ? new Date(part.instant).toISOString().slice(0, 10) : part,
      )
      .join(""),
  );

test("a comp that waits for the end of the paid period is said, although Adapty shows only what runs", () => {
  expect(say([granted()])).toEqual([
    "A comp of Premium from here is to take over 2027-03-22, until 2027-04-21 (granted by lena@example.com, not shown by Adapty yet).",
  ]);
  expect(say([granted({ expires_at: null })])[0]).toContain("2027-03-22, for life (granted");
});

test("it is said no longer once it has started, or once Adapty shows it", () => {
  const start = NOW + 20 * 86_400_000;
  expect([say([granted()], paid, start - 1).length, say([granted()], paid, start).length]).toEqual([1, 0]);
  const shown = level({ ...grant(), starts_at: inDays(20), expires_at: inDays(50) });
  const longer = level({ ...grant(), starts_at: inDays(-5), expires_at: inDays(60) });
  for (const entry of [shown, longer]) expect(say([granted()], view({ access_levels: [entry] }))).toEqual([]);
  const another = { ...shown, access_level_id: "sports" };
  expect(say([granted()], view({ access_levels: [level(), another] }))).toHaveLength(1);
});

test("what was refused, is unknown, starts at once or was revoked since is not planned", () => {
  for (const state of ["rejected", "unknown", "not_applied"] as const)
    expect(say([granted({}, { state })])).toEqual([]);
  expect(say([granted({ starts_at: null })])).toEqual([]);
  const revoke = (access_level_id: string) =>
    granted({}, { name: "access.revoke", request: { access_level_id, revoke_at: null } });
  expect(say([revoke("premium"), granted()])).toEqual([]);
  expect(say([revoke("sports"), granted()])).toHaveLength(1);
  expect(say([granted(), revoke("premium")])).toHaveLength(1);
});
