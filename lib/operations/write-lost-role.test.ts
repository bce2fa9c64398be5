import { describe, expect, test } from "vitest";
import { addAccount } from "@/lib/approvals/approvals.fixture";
import { addSession } from "@/lib/auth/session.fixture";
import { addElevation } from "@/lib/emergency/elevation.fixture";
import { callOf } from "./bodies.fixture";
import { fillForm, findOperation, newCustomer, openWorld, plan, sentFor, writeOperation } from "./world.fixture";

describe("who lost what they act with", () => {
  test("sends nothing when the account was disabled, or has another role, since the request began", async () => {
    const { db } = await openWorld();
    const mia = await addAccount(db, "agent", "mia");
    const customer = await newCustomer();
    for (const taken of [{ disabledAt: new Date().toISOString() }, { disabledAt: null, role: "viewer" }]) {
      await db.updateTable("user").set(taken).where("id", "=", mia.id).execute();
      const form = await fillForm("access.grant", customer);
      expect(await writeOperation("access.grant", mia, form)).toMatchObject({
        ok: false,
        error: { outcome: "not_sent", code: "forbidden" },
      });
      expect(await findOperation(form.target.operationId)).toMatchObject({ state: "not_applied", attempts: 0 });
    }
    expect((await sentFor(customer)).bodies).toEqual([]);
    await db.updateTable("user").set({ role: "agent" }).where("id", "=", mia.id).execute();
    expect(await writeOperation("access.grant", mia, await fillForm("access.grant", customer))).toMatchObject({
      ok: true,
    });
  });

  test("sends nothing when the session that they sent it in was ended since, whatever other they have", async () => {
    const { db } = await openWorld();
    const mia = await addAccount(db, "agent", "mia");
    const [sessionId, other] = [await addSession(db, "mia"), await addSession(db, "mia")];
    const customer = await newCustomer();
    await db.deleteFrom("session").where("id", "=", sessionId).execute();
    const form = await fillForm("access.grant", customer);
    expect(await writeOperation("access.grant", { ...mia, sessionId }, form)).toMatchObject({
      ok: false,
      error: { outcome: "not_sent", code: "forbidden", message: expect.stringContaining("signed out") },
    });
    expect(await findOperation(form.target.operationId)).toMatchObject({ state: "not_applied", attempts: 0 });
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await writeOperation("access.grant", { ...mia, sessionId: other }, form)).toMatchObject({ ok: true });
  });

  test("sends nothing when emergency access ended meanwhile, and is recorded without it when they send again", async () => {
    const { db } = await openWorld();
    const mia = await addAccount(db, "agent", "mia");
    const { id } = await addElevation(db, mia);
    const elevated = { ...mia, role: "emergency" as const, elevationId: id };
    const customer = await newCustomer();
    const form = await fillForm("access.grant", customer);
    await plan({ mode: "status", status: 429, when: "before", match: callOf["access.grant"] });
    await writeOperation("access.grant", elevated, form);
    expect(await findOperation(form.target.operationId)).toMatchObject({ state: "not_applied", attempts: 1 });

    await db.updateTable("elevation").set({ ended_at: new Date().toISOString() }).where("id", "=", id).execute();
    expect(await writeOperation("access.grant", elevated, form)).toMatchObject({ error: { code: "forbidden" } });
    expect(await findOperation(form.target.operationId)).toMatchObject({ attempts: 1 });

    expect(await writeOperation("access.grant", mia, form)).toMatchObject({ ok: true });
    const row = await findOperation(form.target.operationId);
    expect(row).toMatchObject({ attempts: 2, agent: { id: "mia", role: "agent" } });
    expect(row?.agent).not.toHaveProperty("elevationId");
    const events = await db
      .selectFrom("audit_event")
      .select(["outcome", "actor_role", "detail"])
      .where("operation_id", "=", form.target.operationId)
      .where("outcome", "=", "sent")
      .orderBy("seq")
      .execute();
    expect(events.map(({ actor_role }) => actor_role)).toEqual(["emergency", "agent"]);
    expect(JSON.parse(events[1]?.detail ?? "")).not.toHaveProperty("elevation");
  });

  test("sends nothing with emergency access once its holder signed out of the session that took it", async () => {
    const { db } = await openWorld();
    const mia = await addAccount(db, "agent", "mia");
    const { id, session_id } = await addElevation(db, mia);
    const elevated = { ...mia, role: "emergency" as const, elevationId: id };
    const customer = await newCustomer();
    expect(await writeOperation("access.grant", elevated, await fillForm("access.grant", customer))).toMatchObject({
      ok: true,
    });
    const sent = (await sentFor(customer)).bodies.length;
    await db.deleteFrom("session").where("id", "=", session_id).execute();
    const form = await fillForm("access.grant", customer);
    expect(await writeOperation("access.grant", elevated, form)).toMatchObject({ error: { code: "forbidden" } });
    expect(await findOperation(form.target.operationId)).toMatchObject({ state: "not_applied", attempts: 0 });
    expect((await sentFor(customer)).bodies).toHaveLength(sent);
  });
});
