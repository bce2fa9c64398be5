import { describe, expect, test } from "vitest";
import { addElevation } from "@/lib/emergency/elevation.fixture";
import { fillForm, newCustomer, openWorld, sentFor, writeOperation } from "@/lib/operations/world.fixture";
import { addTeam, ask, form, refused, until } from "./approvals.fixture";

const { approveRequest } = await import("./approve");
const { rejectRequest, withdrawRequest } = await import("./close-request");
const { findApproval } = await import("./find-approvals");
const { requestApproval } = await import("./request-approval");

const lost = (role: string) => [
  { role: "viewer", disabledAt: null },
  { role, disabledAt: new Date().toISOString() },
];

describe("who lost their role since the request began", () => {
  async function open() {
    const world = await ask();
    const { db, shown } = world;
    return {
      ...world,
      set: (id: string, taken: { role: string; disabledAt: string | null }) =>
        db.updateTable("user").set(taken).where("id", "=", id).execute(),
      state: async () => (await findApproval(shown.id))?.state,
      denied: async () => {
        const events = db.selectFrom("audit_event").select(["action", "detail"]).where("outcome", "=", "denied");
        const listed = await events.orderBy("seq").execute();
        return listed.map(({ action, detail }) => [action, JSON.parse(detail ?? "").code]);
      },
    };
  }

  test("asks for nothing any more", async () => {
    const { db } = await openWorld();
    const { mia } = await addTeam(db);
    const input = await form(await newCustomer());
    const kept = () => db.selectFrom("approval").select("id").execute();
    for (const taken of lost("agent")) {
      await db.updateTable("user").set(taken).where("id", "=", mia.id).execute();
      expect(await requestApproval("access.grant", mia, input)).toMatchObject({
        error: { code: "forbidden", message: expect.stringMatching(/^Nothing was asked for: your account/) },
      });
      expect(await kept()).toEqual([]);
    }
    const denied = await db.selectFrom("audit_event").select("action").where("outcome", "=", "denied").execute();
    expect(denied).toEqual([{ action: "approval.request" }, { action: "approval.request" }]);
    await db.updateTable("user").set({ role: "agent", disabledAt: null }).where("id", "=", mia.id).execute();
    expect(await requestApproval("access.grant", mia, input)).toMatchObject({ ok: true });
    expect(await kept()).toHaveLength(1);
  });

  test("rejects nothing any more", async () => {
    const { lena, shown, set, state, denied } = await open();
    for (const taken of lost("lead")) {
      await set(lena.id, taken);
      expect(await rejectRequest(lena, { id: shown.id, note: "No." })).toMatchObject(refused("forbidden"));
      expect(await state()).toBe("waiting");
    }
    expect(await denied()).toEqual([
      ["approval.reject", "forbidden"],
      ["approval.reject", "forbidden"],
    ]);
    await set(lena.id, { role: "lead", disabledAt: null });
    expect(await rejectRequest(lena, { id: shown.id, note: "No." })).toEqual({ ok: true, data: null });
  });

  test("withdraws nothing any more, also when emergency access ended", async () => {
    const { db, mia, shown, set, state, denied } = await open();
    for (const taken of lost("agent")) {
      await set(mia.id, taken);
      expect(await withdrawRequest(mia, shown)).toMatchObject(refused("forbidden"));
      expect(await state()).toBe("waiting");
    }
    await set(mia.id, { role: "agent", disabledAt: null });
    const { id } = await addElevation(db, mia);
    await db.updateTable("elevation").set({ ended_at: new Date().toISOString() }).where("id", "=", id).execute();
    const elevated = { ...mia, role: "emergency" as const, elevationId: id };
    expect(await withdrawRequest(elevated, shown)).toMatchObject(refused("forbidden"));
    expect(await denied()).toEqual(Array(3).fill(["approval.withdraw", "forbidden"]));
    expect(await withdrawRequest(mia, shown)).toEqual({ ok: true, data: null });
  });

  test("sets nothing aside any more that cannot be run", async () => {
    const { adam, lena, customer, shown, set, state } = await open();
    const given = await fillForm("access.grant", customer, { body: until(90) });
    expect(await writeOperation("access.grant", adam, given)).toMatchObject({ ok: true });
    const sent = (await sentFor(customer)).bodies.length;
    for (const taken of lost("lead")) {
      await set(lena.id, taken);
      expect(await approveRequest(lena, shown)).toMatchObject(refused("forbidden"));
      expect(await state()).toBe("waiting");
    }
    await set(lena.id, { role: "lead", disabledAt: null });
    expect(await approveRequest(lena, shown)).toMatchObject(refused("stale"));
    expect(await state()).toBe("stale");
    expect((await sentFor(customer)).bodies).toHaveLength(sent);
  });
});
