import { expect, test } from "vitest";
import { can, EMERGENCY, permissionNames, permissions } from "@/lib/auth/permissions";
import { CLOSED_TO_LEADS } from "./closed";

test("the form names what the table closes to a lead in an emergency, and nothing else", () => {
  const closed = permissionNames.filter((name) => can("lead", name) && !can(EMERGENCY, name));
  // A further half hour is not to be asked for while one runs: the button is not there.
  const named = closed.filter((name) => name !== "elevation.start").map((name) => permissions[name].does);
  expect(named.join(" or ")).toBe(CLOSED_TO_LEADS);
});
