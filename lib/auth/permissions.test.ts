import { expect, test } from "vitest";
import { can, permissionNames, roles, whyNot } from "./permissions";
import { covers } from "./team-rules";

test("each role may do exactly what the table says", () => {
  const matrix = Object.fromEntries(
    roles.map((role) => [role, permissionNames.filter((permission) => can(role, permission))]),
  );
  const reads = ["customer.read", "activity.read"];
  const agent = [...reads, "profile.update", "access.grant", "access.revoke"];
  const lead = [...agent, "comp.lifetime", "transaction.set"];
  expect(matrix).toEqual({ viewer: reads, agent, lead, admin: [...lead, "settings.update", "team.manage"] });
});

test("a role nobody knows may do nothing", () => {
  for (const role of ["", "Admin", "owner", "constructor"]) {
    expect(permissionNames.filter((permission) => can(role, permission))).toEqual([]);
  }
});

test("a refusal names the role and who can help", () => {
  expect(whyNot("viewer", "access.grant")).toBe(
    "Your role (viewer) may not grant access. An agent, a lead or an admin can.",
  );
  expect(whyNot("agent", "transaction.set")).toBe(
    "Your role (agent) may not enter a transaction. A lead or an admin can.",
  );
  expect(whyNot("lead", "settings.update")).toBe("Your role (lead) may not change the settings. An admin can.");
});

test("a role covers itself and those below it, never one that may do more", () => {
  const covered = Object.fromEntries(roles.map((role) => [role, roles.filter((other) => covers(role, other))]));
  expect(covered).toEqual({
    viewer: ["viewer"],
    agent: ["viewer", "agent"],
    lead: ["viewer", "agent", "lead"],
    admin: ["viewer", "agent", "lead", "admin"],
  });
});
