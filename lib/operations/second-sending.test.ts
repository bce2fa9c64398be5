import { describe, expect, test, vi } from "vitest";
import { dialects } from "@/lib/db/database.fixture";
import { callOf } from "./bodies.fixture";

vi.mock("@/lib/adapty/limits", async (original) => ({
  ...(await original<typeof import("@/lib/adapty/limits")>()),
  WRITE_TOTAL_MS: 1_000,
}));
const { findOperation, letGo, passTime, plan, QUIET_MS, recheckOperation } = await import("./world.fixture");
const { countReads, landed, lose } = await import("./lost.fixture");
const { settleDue } = await import("./settle-due");

const no = { errors: [{ source: null, errors: ["No."] }], error_code: "not_now", status_code: 400 };
const didNotArrive = { error: { outcome: "not_sent", code: "did_not_arrive" } };

describe.each(dialects)("on $name", ({ given, newUrl }) => {
  describe.runIf(given)("a no to the second sending", () => {
    test.each([
      [400, { error: { outcome: "refused", code: "not_now" } }],
      [429, { error: { outcome: "refused", code: "rate_limited" } }],
    ])("(%i) is told, and the first is looked for all the same, for it may land still", async (status, told) => {
      const { customer, id, sendAgain } = await lose(newUrl, "hold");
      passTime(QUIET_MS + 1_000);
      expect(await recheckOperation(id)).toMatchObject(didNotArrive);
      await plan({ mode: "status", status, body: no, match: callOf["comp.grant"] });

      expect(await sendAgain()).toMatchObject(told);

      expect(await findOperation(id)).toMatchObject({ state: "not_applied", attempts: 2 });
      await letGo();
      await landed(customer);
      passTime(6 * 60_000);
      await settleDue();
      expect(await findOperation(id)).toMatchObject({ state: "applied", attempts: 2 });
    });
  });

  describe.runIf(given)("what two look for at once", () => {
    test("is missing to the first; the other is not told so, for the first may be sending it once more", async () => {
      const { id } = await lose(newUrl, "reset");
      passTime(QUIET_MS + 1_000);
      await plan({ mode: "hold", when: "after", match: { method: "GET" } });
      const slower = recheckOperation(id);
      await vi.waitFor(async () => expect(await countReads()).toBe(1));
      expect(await recheckOperation(id)).toMatchObject(didNotArrive);
      await letGo();
      expect(await slower).toMatchObject({ error: { outcome: "unknown" } });
      expect(await findOperation(id)).toMatchObject({ state: "not_applied" });
    });
  });
});
