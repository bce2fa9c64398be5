import { describe, expect, test } from "vitest";
import { comp, grant, inDays, level, NOW, purchase, subscription, view } from "@/lib/access/profile.fixture";
import type { ToldEntry } from "@/lib/operations/describe-request";
import { defaultSettings } from "@/lib/settings/settings";
import { isSandboxOnly, warningsOfGrant } from "./warnings";
import { warningsOfEnd } from "./warnings-end";

const settings = defaultSettings("practice", ["acme-ios"]);
const done = (changes: Partial<ToldEntry>): ToldEntry => ({
  id: "1",
  name: "comp.grant",
  state: "applied",
  agent: { id: "a", email: "ana@acme.example", role: "agent" },
  reason: "BILLING",
  ticket: null,
  note: null,
  title: "Granted a comp",
  said: [],
  createdAt: inDays(-12),
  settledAt: null,
  erasedAt: null,
  approver: null,
  undoes: null,
  mayUndo: true,
  message: null,
  ...changes,
});
const paid = view({ access_levels: [level()], subscriptions: [subscription()] });
const granting = { levelId: "premium", shortens: false };
const aboutOf = (warnings: { about: string }[]) => warnings.map(({ about }) => about);
const titles = (activity: ToldEntry[]) =>
  warningsOfGrant(granting, { view: view({}), activity }, settings, NOW).map(({ title }) => title);

describe("before granting", () => {
  test("a paid period that runs is told, with its end and that it renews", () => {
    const [warning] = warningsOfGrant(granting, { view: paid, activity: [] }, settings, NOW);
    expect(warning?.about).toBe("paid");
    expect(warning?.parts).toContainEqual({ instant: Date.parse(inDays(20)) });
    expect(warning?.parts.join("")).toContain("and renews then. The comp would run alongside it");
    expect(warning?.parts.join("")).toContain("does not stop the store from charging");
  });

  test("where auto-renew is off it is told that it ends, and that the store charges no more", () => {
    const said = (renewal_cancelled_at: string | undefined) => {
      const held = view({ access_levels: [level()], subscriptions: [subscription({ renewal_cancelled_at })] });
      return warningsOfGrant(granting, { view: held, activity: [] }, settings, NOW)[0]?.parts.join("") ?? "";
    };
    expect(said(inDays(-2))).toContain("; auto-renew is off, so it ends then. Until then the comp would run alongside");
    expect(said(inDays(-2))).not.toMatch(/renews|stop the store/);
    expect(said(undefined)).toContain("; Adapty does not say whether it renews.");
    const ended = level({ renewal_cancelled_at: inDays(-2) });
    const [warning] = warningsOfEnd(
      { levelId: "premium", operation: "access.revoke" },
      view({ access_levels: [ended] }),
      NOW,
    );
    expect(warning?.parts.join("")).toBe(
      "Ending it here refunds nothing. It does not renew, so the store charges no more.",
    );
  });

  test("a comp that waits for the paid period is not warned of it", () => {
    expect(warningsOfGrant({ ...granting, startsAt: NOW }, { view: paid, activity: [] }, settings, NOW)).toEqual([]);
  });

  test("comps of the last 60 days are counted, refused and older ones are not", () => {
    expect(titles([done({ createdAt: inDays(-61) }), done({ state: "rejected" }), done({ name: "comp.end" })])).toEqual(
      [],
    );
    expect(titles([done({})])).toEqual(["Already one comp from here in 60 days"]);
    expect(titles([done({ state: "unknown" }), done({ name: "access.grant" })])).toEqual([
      "Already 2 comps from here in 60 days",
    ]);
  });

  test("Sandbox only is said when all that was bought was a test, comps aside", () => {
    const test = subscription({ environment: "Sandbox" });
    expect(isSandboxOnly(view({ subscriptions: [test, subscription({ ...comp })] }))).toBe(true);
    expect(isSandboxOnly(view({ subscriptions: [test], non_subscriptions: [purchase()] }))).toBe(false);
    expect(isSandboxOnly(view({}))).toBe(false);
    expect(isSandboxOnly(view({ subscriptions: [test], non_subscriptions: undefined }))).toBe(false);
  });
});

test("a comp that is shortened beside a paid period says what becomes of the paid access", () => {
  const both = view({ access_levels: [level({ ...grant() })], subscriptions: [subscription()] });
  const say = (operation: "comp.end" | "access.revoke") =>
    warningsOfGrant({ levelId: "premium", shortens: true, operation }, { view: both, activity: [] }, settings, NOW)
      .find(({ about }) => about === "paid")
      ?.parts.at(-1);
  expect(say("access.revoke")).toContain("ends the whole level, what was paid for too");
  expect(say("comp.end")).toContain("the paid access should go on");
});

describe("before ending", () => {
  test("what was bought is told apart from what support gave", () => {
    const given = view({ access_levels: [level({ ...grant() })] });
    const plan = { levelId: "premium", operation: "access.revoke" } as const;
    expect(aboutOf(warningsOfEnd(plan, paid, NOW))).toEqual(["store"]);
    expect(warningsOfEnd(plan, given, NOW)).toEqual([]);
  });

  test("a comp beside a paid period says whether the paid access goes on", () => {
    const both = view({ access_levels: [level({ ...comp })], subscriptions: [subscription()] });
    const say = (operation: "comp.end" | "access.revoke") =>
      warningsOfEnd({ levelId: "premium", operation }, both, NOW)[0]?.parts.at(-1);
    expect(say("comp.end")).toContain("the paid access should go on");
    expect(say("access.revoke")).toContain("ends the whole level");
  });
});
