import { describe, expect, test } from "vitest";
import { iso } from "@/lib/operations/bodies.fixture";
import { fillForm, forget, passTime, sentFor, writeOperation } from "@/lib/operations/world.fixture";
import { addAccount, ask, refused } from "./approvals.fixture";

const { approveRequest } = await import("./approve");
const { rejectRequest, withdrawRequest } = await import("./close-request");
const { findApproval } = await import("./find-approvals");

describe("nothing is sent for a yes", () => {
  test("by the one who asked, whatever the role has become", async () => {
    const { db, mia, customer, shown } = await ask();
    expect(await approveRequest(mia, shown)).toMatchObject(refused("own_request"));
    await db.updateTable("user").set({ role: "admin" }).where("id", "=", mia.id).execute();
    expect(await approveRequest({ ...mia, role: "admin" }, shown)).toMatchObject(refused("own_request"));
    expect((await sentFor(customer)).bodies).toEqual([]);
    const denied = await db.selectFrom("audit_event").selectAll().where("outcome", "=", "denied").execute();
    expect(denied.map(({ action, detail }) => [action, JSON.parse(detail ?? "").code])).toEqual([
      ["approval.approve", "own_request"],
      ["approval.approve", "own_request"],
    ]);
  });

  test("by somebody who may not decide", async () => {
    const { db, customer, shown } = await ask();
    for (const role of ["viewer", "agent", "auditor"] as const) {
      const person = await addAccount(db, role, `other-${role}`);
      expect(await approveRequest(person, shown)).toMatchObject(refused("forbidden"));
      expect(await rejectRequest(person, { id: shown.id, note: "No." })).toMatchObject(refused("forbidden"));
    }
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await findApproval(shown.id)).toMatchObject({ state: "waiting" });
  });

  test("by somebody who was demoted, disabled or signed out since the request came in", async () => {
    const { db, lena, adam, customer, shown } = await ask();
    const theirsNoMore = {
      error: {
        outcome: "not_sent",
        code: "forbidden",
        message: expect.stringMatching(/^Nothing was sent: your account/),
      },
    };
    expect(await approveRequest({ ...adam, sessionId: "ended" }, shown)).toMatchObject(theirsNoMore);
    await db.updateTable("user").set({ role: "agent" }).where("id", "=", lena.id).execute();
    expect(await approveRequest(lena, shown)).toMatchObject(theirsNoMore);
    await db.updateTable("user").set({ disabledAt: new Date().toISOString() }).where("id", "=", adam.id).execute();
    expect(await approveRequest(adam, shown)).toMatchObject(theirsNoMore);
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect(await findApproval(shown.id)).toMatchObject({ state: "waiting" });
  });

  test("to something else than was shown, or than was asked for", async () => {
    const { db, lena, customer, shown, input } = await ask();
    const other = { ...shown, payloadHash: "0".repeat(64) };
    expect(await approveRequest(lena, other)).toMatchObject(refused("other_payload"));
    const otherName = { ...shown, operation: "comp.grant" } as const;
    expect(await approveRequest(lena, otherName)).toMatchObject(refused("other_payload"));
    const payload = JSON.stringify({ ...input, body: { ...input.body, access_level_id: "sports" } });
    await db.updateTable("approval").set({ payload }).execute();
    expect(await approveRequest(lena, shown)).toMatchObject(refused("other_payload"));
    expect((await sentFor(customer)).bodies).toEqual([]);
  });

  test("after 72 hours", async () => {
    const { lena, customer, shown } = await ask();
    passTime(72 * 3_600_000 + 1000);
    expect(await approveRequest(lena, shown)).toMatchObject({
      error: { code: "not_waiting", message: expect.stringContaining("expired after 72 hours") },
    });
    expect((await sentFor(customer)).bodies).toEqual([]);
  });

  test("to what was rejected or withdrawn", async () => {
    const first = await ask();
    expect(await rejectRequest(first.lena, { id: first.shown.id, note: "Not this one." })).toEqual({
      ok: true,
      data: null,
    });
    expect(await approveRequest(first.adam, first.shown)).toMatchObject(refused("not_waiting"));
    expect(await findApproval(first.shown.id)).toMatchObject({ state: "rejected", decisionNote: "Not this one." });

    const second = await ask();
    expect(await withdrawRequest(second.lena, second.shown)).toMatchObject(refused("not_yours"));
    expect(await withdrawRequest(second.mia, second.shown)).toMatchObject({ ok: true });
    expect(await approveRequest(second.lena, second.shown)).toMatchObject(refused("not_waiting"));
    expect((await sentFor(second.customer)).bodies).toEqual([]);
  });

  test("once the customer changed: then it has to be asked for again", async () => {
    const { lena, adam, customer, shown } = await ask();
    const other = await fillForm("access.grant", customer, {
      body: { access_level_id: "premium", expires_at: iso(90) },
    });
    expect(await writeOperation("access.grant", lena, other)).toMatchObject({ ok: true });
    await forget();
    expect(await approveRequest(adam, shown)).toMatchObject(refused("stale"));
    expect(await findApproval(shown.id)).toMatchObject({ state: "stale" });
    expect(await approveRequest(adam, shown)).toMatchObject(refused("not_waiting"));
    expect((await sentFor(customer)).bodies).toEqual([]);
  });

  test("for somebody who may not do it any more", async () => {
    const { db, mia, lena, customer, shown } = await ask();
    await db.updateTable("user").set({ role: "viewer" }).where("id", "=", mia.id).execute();
    expect(await approveRequest(lena, shown)).toMatchObject(refused("requester_may_not"));
    expect((await sentFor(customer)).bodies).toEqual([]);
  });
});
