import type { Kysely } from "kysely";
import { describe, expect, test } from "vitest";
import { addAccount } from "@/lib/approvals/approvals.fixture";
import { newFolder } from "@/lib/customers/erase.fixture";
import type { Schema } from "@/lib/db/schema";
import { type Customer, fillForm, newCustomer, openWorld, writeOperation } from "@/lib/operations/world.fixture";

const { eraseCustomer } = await import("@/lib/customers/erase-customer");
const { handOver } = await import("@/lib/customers/hand-over");
const { revealPersonal } = await import("@/lib/customers/reveal");
const { readStoredSettings, saveSettings } = await import("@/lib/settings/store");

type Ada = Awaited<ReturnType<typeof addAccount>>;

/** What ada's request, which is under way, does to this customer. */
const acts = {
  "personal.reveal": (_: Kysely<Schema>, ada: Ada, target: Customer) =>
    revealPersonal(ada, { target, field: "email", why: { reason: "VERIFY" } }),
  "customer.export": (db: Kysely<Schema>, ada: Ada, target: Customer) =>
    handOver(db, ada, { target, reason: "REQUEST" }, new Date()),
  "customer.erase": (db: Kysely<Schema>, actor: Ada, { app, profileId }: Customer) =>
    eraseCustomer(db, { app, profileId, actor, reason: "REQUEST", now: new Date() }, newFolder().list),
};

describe("who lost their role since the request began", () => {
  async function demote() {
    const { db } = await openWorld();
    const ada = await addAccount(db, "admin", "ada");
    const set = (taken: { role: string; disabledAt?: string | null }) =>
      db.updateTable("user").set(taken).where("id", "=", ada.id).execute();
    const outcomes = async (action: string) => {
      const events = db.selectFrom("audit_event").select(["outcome", "detail"]).where("action", "=", action);
      return (await events.orderBy("seq").execute()).map(({ outcome, detail }) =>
        outcome === "denied" ? JSON.parse(detail ?? "").code : outcome,
      );
    };
    return { db, ada, set, outcomes };
  }

  test.each(Object.keys(acts) as (keyof typeof acts)[])("does nothing by %s any more", async (action) => {
    const { db, ada, set, outcomes } = await demote();
    const customer = await newCustomer();
    const edit = await fillForm("profile.update", customer, { body: { email: "zoe@example.com" } });
    expect(await writeOperation("profile.update", ada, edit)).toMatchObject({ ok: true });
    const kept = () => db.selectFrom("operation").select(["request", "erased_at"]).execute();
    const before = await kept();
    for (const taken of [{ role: "viewer" }, { role: "admin", disabledAt: new Date().toISOString() }]) {
      await set(taken);
      const answer = await acts[action](db, ada, customer);
      expect(answer).toMatchObject({
        ok: false,
        error: { outcome: "not_sent", code: "forbidden", message: expect.stringMatching(/^Nothing was \w+ed: your/) },
      });
      expect(JSON.stringify(answer)).not.toContain("zoe@");
    }
    await set({ role: "admin", disabledAt: null });
    const signedOut = { ...ada, sessionId: "ended" };
    expect(await acts[action](db, signedOut, customer)).toMatchObject({ error: { code: "forbidden" } });
    expect(await kept()).toEqual(before);
    expect(await outcomes(action)).toEqual(["forbidden", "forbidden", "forbidden"]);
    expect(await acts[action](db, ada, customer)).toMatchObject({ ok: true });
  });

  test("saves no settings any more", async () => {
    const { ada, set, outcomes } = await demote();
    const save = async (actor = ada) => {
      const { settings, savedAt: seen } = await readStoredSettings();
      return saveSettings({ ...settings, presets: [{ days: 9 }] }, { seen, actor, now: new Date() });
    };
    await set({ role: "viewer" });
    expect(await save()).toBe("not_theirs");
    expect(await readStoredSettings()).toMatchObject({ savedAt: null });
    await set({ role: "admin" });
    const signedOut = { ...ada, sessionId: "ended" };
    expect(await save(signedOut)).toBe("not_theirs");
    expect(await outcomes("settings.update")).toEqual(["forbidden", "forbidden"]);
    expect(await save()).toEqual({ savedAt: expect.any(String) });
  });
});
