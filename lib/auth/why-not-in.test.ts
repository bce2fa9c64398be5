import { expect, test } from "vitest";
import { whyNotIn } from "./why-not-in";

test("a reason in the address is said, and anything else there says nothing", () => {
  expect(whyNotIn("refused", "https://a.example")).toMatch(/do not match/);
  expect(whyNotIn("origin", "https://a.example")).toContain("https://a.example");
  for (const made of ["constructor", "__proto__", "toString", "<b>", "", undefined, ["refused", "wait"]]) {
    expect(whyNotIn(made, "https://a.example"), String(made)).toBeUndefined();
  }
});
