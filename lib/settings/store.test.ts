import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { closedLimits, noLimits } from "./limits";
import { settingsSchema } from "./settings";

const folder = mkdtempSync(join(tmpdir(), "settings-"));
vi.stubEnv("DATABASE_URL", `file:${join(folder, "console.db")}`);
const { readSettings, readStoredSettings, saveSettings } = await import("./store");
const { getDatabase } = await import("@/lib/db/database");
afterAll(async () => {
  await (await getDatabase()).destroy();
  rmSync(folder, { recursive: true });
});

const now = new Date("2027-03-02T12:00:00Z");
const admin = { id: "admin", email: "admin@example.com", role: "admin" };
const save = async (days: number, seen: string | null, actor = admin) => {
  const saved = await saveSettings({ ...(await readSettings()), presets: [{ days }] }, { seen, actor, now });
  return typeof saved === "object" ? saved.savedAt : saved;
};

test("settings are the defaults until saved, and then only whoever saw the last ones can save", async () => {
  expect(await readStoredSettings()).toMatchObject({ savedAt: null, settings: { comp: { store: "support" } } });

  const first = await save(1, null);
  expect(await readStoredSettings()).toMatchObject({ savedAt: first, settings: { presets: [{ days: 1 }] } });
  expect(await save(2, null)).toBe("changed_since");

  const both = await Promise.all([save(3, first), save(4, first)]);
  expect(both.filter((savedAt) => savedAt === "changed_since")).toHaveLength(1);
  const winner = both.find((savedAt) => savedAt !== "changed_since");
  expect(winner).not.toBe(first);
  expect(await readStoredSettings()).toMatchObject({
    savedAt: winner,
    settings: { presets: [{ days: both[0] === winner ? 3 : 4 }] },
  });
});

test("what another instance saved is read at once, and what was read cannot be changed by its reader", async () => {
  const db = await getDatabase();
  const { settings } = await readStoredSettings();
  expect(() => settings.presets.push({ days: 9 })).toThrow(TypeError);
  await db
    .updateTable("setting")
    .set({ value: JSON.stringify({ ...settings, presets: [{ days: 5 }] }) })
    .execute();
  expect((await readSettings()).presets).toEqual([{ days: 5 }]);
});

test("what was saved is recorded: who, and what it was before and after; what was not saved is not", async () => {
  const db = await getDatabase();
  const events = () => db.selectFrom("audit_event").selectAll().orderBy("seq").execute();
  const earlier = (await events()).length;
  const { settings, savedAt } = await readStoredSettings();
  await save(7, savedAt);
  await save(8, savedAt);
  const [saved, ...more] = (await events()).slice(earlier);
  expect(more).toEqual([]);
  expect(saved).toMatchObject({ actor_id: "admin", actor_role: "admin", action: "settings.update", outcome: "done" });
  expect(JSON.parse(saved?.changes ?? "")).toEqual({
    before: { presets: settings.presets },
    after: { presets: [{ days: 7 }] },
  });
});

test("the same code or the same level twice is said beside the second", async () => {
  const settings = await readSettings();
  const reason = settings.reasons.at(-1);
  const [line] = settings.grantables;
  const twice = {
    ...settings,
    reasons: [reason, { ...reason, label: "Another" }],
    grantables: [line, line],
    presets: [{ days: Number.NaN }],
  };
  expect(settingsSchema.safeParse(twice).error?.issues.map(({ path }) => path.join("."))).toEqual([
    "presets.0.days",
    "reasons.1.code",
    "grantables.1.accessLevelId",
  ]);
});

describe("settings of another version of the console", () => {
  const store = async (change: object) => {
    const db = await getDatabase();
    const { settings } = await readStoredSettings();
    const limits = { ...noLimits, agent: { ...noLimits.agent, daysPerGrant: 5 } };
    const value = JSON.stringify({ ...settings, limits, staffDomains: ["acme.com"], ...change });
    await db.updateTable("setting").set({ value }).execute();
    return (await readStoredSettings()).settings;
  };

  test("a part that this one does not know, or cannot read, takes no other part with it", async () => {
    expect(await store({ later: true, presets: "many" })).toMatchObject({
      limits: { agent: { daysPerGrant: 5 } },
      staffDomains: ["acme.com"],
      presets: [{ days: 3 }, { days: 7 }, { days: 14 }, { months: 1 }, { months: 12 }, { lifetime: true }],
    });
  });

  test("who saved before there were limits is held to none", async () => {
    expect((await store({ limits: undefined })).limits).toEqual(noLimits);
  });

  test.each(["limits", "staffDomains"])(
    "%s that cannot be read let nobody but an admin give anything",
    async (part) => {
      expect((await store({ [part]: "unreadable" })).limits).toEqual(closedLimits);
    },
  );
});
