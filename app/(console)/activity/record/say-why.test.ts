import { expect, test } from "vitest";
import type { ShownEvent } from "@/lib/audit/open-event";
import { sayWhy } from "./say-why";

const reasons = [{ code: "press", label: "Partner or press" }];
const say = (event: Partial<Pick<ShownEvent, "action" | "reason" | "personal">>) =>
  sayWhy({ action: "comp.grant", reason: null, personal: {}, ...event }, reasons);

test("the reason of a request reads as the requester's beside the words of who decided it", () => {
  const decided = { reason: "press", personal: { note: "Give them a month instead." } };
  const words = { note: "Give them a month instead.", ticket: "" };
  for (const action of ["approval.approve", "approval.reject", "approval.withdraw", "approval.set_aside"]) {
    expect(say({ ...decided, action })).toEqual({ reason: "Asked for: Partner or press", ...words });
  }
  expect(say({ ...decided, action: "approval.request" })).toEqual({ reason: "Partner or press", ...words });
  expect(say({ action: "approval.reject" }).reason).toBe("");
});

test("emergency access tells why it was taken, unless that was erased", () => {
  const action = "elevation.start";
  const taken = say({ action, personal: { why: "A VIP is\u202elocked out.", ticket: "812" } });
  expect(taken).toEqual({ reason: "", note: "A VIP is\\u202elocked out.", ticket: "812" });
  expect(say({ action })).toEqual({ reason: "", note: "", ticket: "" });
});

test("a reason that is no longer in the settings is told by its code", () => {
  expect(say({ reason: "gone" }).reason).toBe("gone");
});
