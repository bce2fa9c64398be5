import { UnrecognizedActionError } from "next/dist/client/components/unrecognized-action-error";
import { describe, expect, test, vi } from "vitest";
import { SIGNED_OUT } from "@/lib/auth/signed-out";
import { describeThrown, saysNothing, stillUnknown } from "./action-failure";

// The rest of next/navigation is for the browser.
vi.mock("next/navigation", () => import("next/dist/client/components/unrecognized-action-error"));

describe("an action that threw", () => {
  test.each([
    ["the gate found nobody signed in", new Error(SIGNED_OUT), "signed_out"],
    ["the console was updated since", new UnrecognizedActionError("gone"), "page_out_of_date"],
  ])("was surely not done when %s, and that says nothing of an earlier sending", (_, cause, code) => {
    const failure = describeThrown(cause, "Who knows.");
    expect(failure).toMatchObject({ outcome: "not_sent", code });
    expect(failure.message).toMatch(/nothing was sent/i);
    expect(saysNothing(failure)).toBe(true);
  });

  test.each([
    ["the network", new TypeError("Failed to fetch")],
    ["a gateway", new Error("Gateway timeout")],
    ["what is no error", "signed out"],
  ])("may have been done when it was %s", (_, cause) => {
    const failure = describeThrown(cause, "Who knows.");
    expect(failure).toEqual({ outcome: "unknown", code: "no_answer", message: "Who knows." });
    expect(saysNothing(failure)).toBe(false);
  });
});

test("an id that another agent's form took says nothing of an earlier sending, what Adapty said does", () => {
  const failure = { outcome: "not_sent", message: "" } as const;
  expect(saysNothing({ ...failure, code: "operation_reused" })).toBe(true);
  expect(saysNothing({ ...failure, code: "did_not_arrive" })).toBe(false);
});

describe("another try at what may have been done, that says nothing of it", () => {
  test("leaves it as unknown as before, in its own words", () => {
    const failure = { outcome: "not_sent", code: "cannot_record", message: "Nothing was sent." } as const;
    expect(stillUnknown(failure)).toEqual({ ...failure, outcome: "unknown" });
  });

  test("is not called unsent by a page that is too old to look", () => {
    const failure = describeThrown(new UnrecognizedActionError("gone"), "Who knows.");
    expect(stillUnknown(failure)).toMatchObject({ outcome: "unknown", code: "page_out_of_date" });
    expect(stillUnknown(failure).message).not.toMatch(/nothing was sent/i);
  });
});
