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
import { customers } from "./office";
import { openPage } from "./page";

type Opening = { entry: number; agent: Agent; number: number; operationId: string };

/** Of what was done from here, newest first and counted round, what is offered to be undone. */
async function findEntry(at: number): Promise<{ undoes: string; profileId: string } | undefined> {
  const offered: { undoes: string; profileId: string; createdAt: string }[] = [];
  for (const { profile_id: profileId } of customers) {
    for (const entry of await listActivity(APP, profileId)) {
      const { id: undoes, createdAt } = entry;
      if (whyNothingToUndo(entry) === undefined) offered.push({ undoes, profileId, createdAt });
    }
  }
  offered.sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  return offered[at % offered.length];
}

/** The form that takes back what was done before, as its preview opens it just now; undefined where the preview says that nothing does, or the customer is gone. */
export async function openUndoForm(adapty: Adapty, opening: Opening): Promise<Form | undefined> {
  const { agent, number, operationId } = opening;
  const entry = await findEntry(opening.entry);
  const page = entry && (await openPage(adapty, entry.profileId));
  if (!page) return undefined;
  const { undoes } = entry;
  const { profileId, profile, view, now } = page;
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
