import { can } from "../../../lib/auth/permissions";
import type { Agent } from "../../../lib/auth/session";
import { listActivity } from "../../../lib/operations/activity";
import { permissionOf } from "../../../lib/operations/catalogue";
import { describeSeen } from "../../../lib/operations/seen";
import { findUndo, whyChangedSince } from "../../../lib/operations/undo/find-undo";
import { sealUndo } from "../../../lib/operations/undo/seal-undo";
import { toUndoWrite } from "../../../lib/operations/undo/to-write";
import { whyNothingToUndo } from "../../../lib/operations/undo/why-nothing";
import { type Adapty, APP } from "./adapty";
import type { Form } from "./forms";
import { openPage, type Page } from "./page";

type Opening = { entry: number; agent: Agent; customer: number; number: number; operationId: string };

/** Of what was done to this customer from here, newest first and counted round, what the page offers to undo. */
async function findEntry({ profileId }: Page, at: number): Promise<string | undefined> {
  const entries = await listActivity(APP, profileId);
  const offered = entries.filter((entry) => whyNothingToUndo(entry) === undefined);
  return offered[at % offered.length]?.id;
}

/** The form that takes back what was done before, as its preview opens it just now; undefined where the preview says that nothing does. */
export async function openUndoForm(adapty: Adapty, opening: Opening): Promise<Form | undefined> {
  const { agent, customer, number, operationId } = opening;
  const page = await openPage(adapty, customer);
  const { profileId, profile, view, now } = page;
  const undoes = await findEntry(page, opening.entry);
  if (!undoes) return undefined;
  const found = await findUndo({ app: APP, profileId, undoes, operationId: "" }, now);
  if (!found.ok || (await whyChangedSince(found, profile))) return undefined;
  const { name } = found.plan;
  if (!can(agent.role, permissionOf(name))) return undefined;
  const write = await toUndoWrite(agent, {
    target: { operationId, app: APP, profileId, seen: describeSeen(name, view), undoes },
    why: { reason: "OTHER", note: `number ${number}` },
    plan: sealUndo(found.plan, undoes),
  });
  return write.ok ? { name: write.name, agent, input: write.input, number } : undefined;
}
