import { toCustomerView } from "@/lib/access/view";
import { iso } from "../bodies.fixture";
import type { OperationName } from "../catalogue";
import type { WriteInput } from "../input";
import { describeSeen } from "../seen";
import { agentOf, type Customer, fillForm, readCustomer, writeOperation } from "../world.fixture";

const { notSent } = await import("../outcome");
const { findUndo } = await import("./find-undo");
const { sealUndo } = await import("./seal-undo");
const { toUndoWrite } = await import("./to-write");

export const agent = agentOf("agent");
export const lead = agentOf("lead");

type Doing<Name extends OperationName> = { body?: WriteInput<Name>["body"]; by?: typeof lead };

/** Does something from here, and answers its operation id. */
export async function act<Name extends OperationName>(
  name: Name,
  customer: Customer,
  { body, by = lead }: Doing<Name> = {},
): Promise<string> {
  const input = await fillForm(name, customer, { ...(body && { body }), acknowledged: true });
  const done = await writeOperation(name, by, input);
  if (!done.ok) throw new Error(done.error.message);
  return input.target.operationId;
}

/** The form to undo it, as who opens it now gets it: with a plan where there is one. */
export async function formOf(customer: Customer, undoes: string, name: OperationName, why: object = {}) {
  const { app, profileId } = customer;
  const found = await findUndo({ app, profileId, undoes, operationId: "" }, Date.now());
  return {
    target: {
      operationId: crypto.randomUUID(),
      app,
      profileId,
      seen: describeSeen(name, toCustomerView(await readCustomer(customer), app, Date.now())),
      undoes,
    },
    why: { reason: "OTHER", note: "It was meant for somebody else", ...why },
    plan: found.ok ? sealUndo(found.plan, undoes) : "",
    why_not: found.ok ? undefined : found.why,
  };
}

export async function undo(customer: Customer, undoes: string, name: OperationName, by = lead) {
  const form = await formOf(customer, undoes, name);
  return { form, ...(await send(form, by)) };
}

export async function send(form: Awaited<ReturnType<typeof formOf>>, by = lead) {
  if (form.why_not) return { answer: notSent("not_undone", form.why_not) };
  const write = await toUndoWrite(by, form);
  if (!write.ok) return { answer: write };
  return { name: write.name, answer: await writeOperation(write.name, by, write.input) };
}

/** What an undo is to bring back: all that a support agent sees of a customer but the clock. */
export async function shown(customer: Customer) {
  const { access_levels, custom_attributes, subscriptions } = await readCustomer(customer);
  return {
    levels: access_levels?.map(({ access_level_id, starts_at, expires_at }) => [
      access_level_id,
      starts_at,
      expires_at,
    ]),
    attributes: custom_attributes,
    subscriptions: subscriptions?.map(({ store_transaction_id, expires_at, cancellation_reason }) => [
      store_transaction_id,
      expires_at,
      cancellation_reason,
    ]),
  };
}

export const levelOf = async (customer: Customer) =>
  (await readCustomer(customer)).access_levels?.find(({ access_level_id }) => access_level_id === "premium");

export const GRANTED = { access_level_id: "premium", expires_at: iso(50) };
