import { expect, it } from "vitest";
import { callOf } from "../bodies.fixture";
import { agentOf, newCustomer, openWorld, plan as planFault } from "../world.fixture";
import { act, formOf, GRANTED, send } from "./undo.fixture";

const { listUndoers } = await import("./list-undoers");

const other = agentOf("lead", "other-lead");

it("tells of what was undone by what and by whom, and nothing of the rest", async () => {
  await openWorld();
  const [one, two] = [await newCustomer({ transactions: [] }), await newCustomer({ transactions: [] })];
  const undone = await act("comp.grant", one);
  const form = await formOf(one, undone, "comp.undo");
  await send(form, { ...other, email: "zed@example.com" });
  const left = await act("access.grant", two, { body: GRANTED });
  const undoers = await listUndoers([undone, left, form.target.operationId, crypto.randomUUID()]);
  expect([...undoers]).toEqual([
    [undone, { id: form.target.operationId, by: "zed@example.com", at: expect.any(String) }],
  ]);
  expect(await listUndoers([])).toEqual(new Map());
});

it("takes nothing for undone whose undo is not confirmed", async () => {
  await openWorld();
  const customer = await newCustomer({ transactions: [] });
  const id = await act("access.grant", customer, { body: GRANTED });
  await planFault({ mode: "reset", when: "before", match: callOf["access.revoke"] });
  await send(await formOf(customer, id, "access.revoke"));
  expect(await listUndoers([id])).toEqual(new Map());
});
