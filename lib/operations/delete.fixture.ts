import { openOffice } from "@/lib/approvals/approvals.fixture";
import type { Fault } from "@/lib/emulator/faults";
import { callOf } from "./bodies.fixture";
import { fillForm, forget, lead, newCustomer, plan, readCustomer, secondPerson, writeOperation } from "./world.fixture";

export const approval = secondPerson();
export const gone = { kind: "refused", code: "profile_does_not_exist" };
export const match = callOf["profile.delete"];
export const unknown = { ok: false, error: { outcome: "unknown" } };

export async function prepare(fault?: Record<string, unknown>) {
  await openOffice();
  const customer = await newCustomer();
  const input = await fillForm("profile.delete", customer);
  await forget();
  if (fault) await plan({ match, ...fault } as Fault);
  const send = () => writeOperation("profile.delete", lead, input, approval);
  return { customer, input, id: input.target.operationId, send };
}

export const isThere = (customer: Awaited<ReturnType<typeof newCustomer>>) =>
  readCustomer(customer).then(
    () => true,
    () => false,
  );
