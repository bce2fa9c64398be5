import { describe, expect, test, vi } from "vitest";
import { callOf } from "@/lib/operations/bodies.fixture";

vi.mock("@/lib/adapty/limits", async (original) => ({
  ...(await original<typeof import("@/lib/adapty/limits")>()),
  WRITE_TOTAL_MS: 1_000,
}));
const { findOperation, letGo, passTime, plan, QUIET_MS, sentFor } = await import("@/lib/operations/world.fixture");
const { ask } = await import("./approvals.fixture");
const { approveRequest } = await import("./approve");
const { findApproval } = await import("./find-approvals");
const { settleDue } = await import("@/lib/operations/settle-due");

/** A write that lena approved, whose answer was lost and which was given up; then mia, who asked, was disabled. */
async function giveUp() {
  const asked = await ask();
  const { db, lena, shown, operationId } = asked;
  await plan({ mode: "hold", when: "before", match: callOf["access.grant"] });
  expect(await approveRequest(lena, shown)).toMatchObject({ error: { outcome: "unknown" } });
  passTime(QUIET_MS + 5_000);
  await settleDue();
  expect(await findOperation(operationId)).toMatchObject({ state: "not_applied", approver: { id: "lena" } });
  await db.updateTable("user").set({ disabledAt: "2026-11-23T10:00:00.000Z" }).where("id", "=", "mia").execute();
  return asked;
}

describe("what was approved, sent and given up", () => {
  test("is found where it landed, and not set aside", async () => {
    const { customer, lena, shown, operationId } = await giveUp();
    await letGo();
    await vi.waitFor(async () => expect((await sentFor(customer)).effects).toBe(1), { timeout: 30_000 });
    expect(await approveRequest(lena, shown)).toMatchObject({ ok: true });
    expect(await findOperation(operationId)).toMatchObject({
      state: "applied",
      attempts: 1,
      approver: { id: "lena" },
    });
    expect(await findApproval(shown.id)).toMatchObject({ state: "approved" });
  });

  test("is set aside where it did not, and keeps who let it pass, for it may land still", async () => {
    const { lena, shown, operationId } = await giveUp();
    expect(await approveRequest(lena, shown)).toMatchObject({
      error: {
        code: "requester_may_not",
        message: expect.stringMatching(
          /^Adapty shows no trace of it, so it counts as not done\. Who asked for this may not do it any more/,
        ),
      },
    });
    expect(await findApproval(shown.id)).toMatchObject({ state: "stale" });
    expect(await findOperation(operationId)).toMatchObject({ state: "not_applied", approver: { id: "lena" } });
    await letGo();
  });
});
