import { expect, test } from "vitest";
import { groupedActions } from "./group-actions";
import { knownActions } from "./name-event";

const held = Object.fromEntries(groupedActions.map(([group, choices]) => [group, choices.map(([action]) => action)]));

test("every action that the record can hold stands in one group, each group in the order of its labels", () => {
  expect(Object.values(held).flat().sort()).toEqual(knownActions.toSorted());
  for (const [group, choices] of groupedActions) {
    const labels = choices.map(([, label]) => label);
    expect(labels, group).toEqual(labels.toSorted((one, other) => one.localeCompare(other, "en")));
    expect(labels.length, group).toBeGreaterThan(2);
  }
});

test("a group holds what its name says", () => {
  expect(held["Changes at Adapty"]).toContain("comp.grant");
  expect(held.Approvals).toContain("approval.set_aside");
  expect(held["Access to the console"]).toEqual(expect.arrayContaining(["account.sign_in", "elevation.start"]));
  expect(held["Team and settings"]).toEqual(expect.arrayContaining(["account.change_role", "settings.update"]));
  expect(held["Reading and exports"]).toEqual(
    expect.arrayContaining(["profile.view", "customer.find", "personal.reveal", "customer.export", "audit.export"]),
  );
  expect(held["The record"]).toEqual(expect.arrayContaining(["audit.archive", "personal.erase"]));
});

test("what is only ever refused stands apart from what is done, which it would read like a twin of", () => {
  const refused = ["own.turn_on_factor", "own.new_recovery_codes", "approval.decide", "customer.read", "own.confirm"];
  expect(held["Refused only"]).toEqual(expect.arrayContaining(refused));
  const done = ["account.turn_on_factor", "account.new_recovery_codes", "approval.approve", "own.connect_sso"];
  for (const action of [...done, "comp.grant", "invitation.create", "audit.export"]) {
    expect(held["Refused only"]).not.toContain(action);
  }
});
