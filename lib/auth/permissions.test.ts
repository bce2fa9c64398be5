import { expect, test } from "vitest";
import { profileUpdateSchema } from "@/lib/adapty/profile-update";
import {
  can,
  canSee,
  EMERGENCY,
  isRole,
  type ProfileField,
  permissionNames,
  permissions,
  roles,
  whyFieldRefused,
  whyNot,
} from "./permissions";
import { covers } from "./team-rules";

test("each role may do exactly what the table says", () => {
  const matrix = Object.fromEntries(
    roles.map((role) => [role, permissionNames.filter((permission) => can(role, permission)).sort()]),
  );
  const viewer = ["console.open", "own.secure", "customer.read"];
  const agent = [
    ...viewer,
    "profile.update",
    "personal.reveal",
    "access.grant",
    "access.revoke",
    "operation.undo",
    "activity.read",
    "approval.request",
    "elevation.read",
  ];
  const lead = [
    ...agent,
    "comp.lifetime",
    "operation.settle",
    "health.read",
    "transaction.set",
    "profile.delete",
    "activity.read_all",
    "approval.decide",
  ];
  const admin = [
    ...lead,
    "profile.delete_approve",
    "customer.erase",
    "audit.read",
    "audit.export",
    "settings.update",
    "team.manage",
  ];
  const auditor = ["console.open", "own.secure", "activity.read", "activity.read_all", "audit.read", "audit.export"];
  admin.push("elevation.review");
  auditor.push("elevation.read");
  const starting = { agent: [...agent, "elevation.start"], lead: [...lead, "elevation.start"] };
  const sorted = Object.entries({ viewer, ...starting, admin, auditor }).map(([role, may]) => [role, may.sort()]);
  expect(matrix).toEqual(Object.fromEntries(sorted));
});

const fields = Object.keys(profileUpdateSchema.shape) as ProfileField[];

test("each role sees and sets exactly the fields that the table says", () => {
  const hidden = (role: string) => fields.filter((field) => !canSee(role, field));
  const fixed = (role: string) => fields.filter((field) => whyFieldRefused(role, field) !== undefined);
  const personal = ["gender", "email", "phone_number", "birthday", "ip_v4_address"];
  const technical = ["store_account_token", "installation_meta"];
  expect(hidden("viewer").sort()).toEqual([...personal, ...technical].sort());
  for (const role of ["agent", "lead", "admin"]) expect(hidden(role)).toEqual([]);
  expect(hidden("auditor")).toEqual(fields);
  expect(fixed("agent")).toEqual(technical);
  for (const role of ["lead", "admin"]) expect(fixed(role)).toEqual([]);
  for (const role of ["viewer", "auditor"]) expect(fixed(role)).toEqual(fields);
});

test("a field that the table does not name is seen by nobody", () => {
  for (const field of ["later_field", "constructor", ""]) {
    expect(roles.filter((role) => canSee(role, field))).toEqual([]);
  }
});

test("an auditor reads the record and no customer", () => {
  expect(permissionNames.filter((name) => permissions[name].area === "Customers" && can("auditor", name))).toEqual([]);
});

test("whoever manages the team lacks no right that they could hand out", () => {
  for (const role of roles.filter((each) => can(each, "team.manage"))) {
    expect(roles.filter((other) => !covers(role, other))).toEqual([]);
  }
});

test("in an emergency one may what a lead may, but nothing that needs two people or watches over others", () => {
  const never = ["operation.settle", "profile.delete", "approval.decide", "elevation.start"];
  const lead = permissionNames.filter((permission) => can("lead", permission));
  expect(permissionNames.filter((permission) => can(EMERGENCY, permission))).toEqual(
    lead.filter((permission) => !never.includes(permission)),
  );
  for (const closed of [
    "team.manage",
    "settings.update",
    "audit.read",
    "audit.export",
    "profile.delete_approve",
    "elevation.review",
  ] as const) {
    expect(can(EMERGENCY, closed)).toBe(false);
    expect(whyNot(EMERGENCY, closed)).toMatch(/^Emergency access does not let you .+\.$/);
  }
  expect(fields.filter((field) => whyFieldRefused(EMERGENCY, field) !== undefined)).toEqual([]);
  expect(isRole(EMERGENCY)).toBe(false);
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
  expect(whyNot("auditor", "customer.read")).toBe(
    "Your role (auditor) may not see customers. A viewer, an agent, a lead or an admin can.",
  );
  expect(whyFieldRefused("agent", "store_account_token")).toBe(
    "Your role (agent) may not set this field (store account token). A lead or an admin can.",
  );
  expect(whyNot("lead", "settings.update")).toBe("Your role (lead) may not change the settings. An admin can.");
});

test("a role covers itself and those below it, never one that may do more", () => {
  const covered = Object.fromEntries(roles.map((role) => [role, roles.filter((other) => covers(role, other))]));
  expect(covered).toEqual({
    viewer: ["viewer"],
    agent: ["viewer", "agent"],
    lead: ["viewer", "agent", "lead"],
    admin: ["viewer", "agent", "lead", "admin", "auditor"],
    auditor: ["auditor"],
  });
});
