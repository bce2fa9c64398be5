import { SETTLED_BY_HAND } from "../verdict-input";
import { planUndoEdit } from "./plan-edit";
import { planUndoGrant, planUndoRevoke } from "./plan-level";
import { planUndoComp, planUndoCompEnd, planUndoTransaction } from "./plan-transaction";
import { type Done, notKnown, noUndo, type Undoing, type UndoPlan } from "./undo-plan";
import { type Undoable, whyNothingToUndo } from "./why-nothing";

const plans: Record<Undoable, (done: Done, undoing: Undoing) => UndoPlan> = {
  "access.grant": planUndoGrant,
  "access.revoke": planUndoRevoke,
  "comp.grant": planUndoComp,
  "comp.end": planUndoCompEnd,
  "transaction.set": planUndoTransaction,
  "profile.update": planUndoEdit,
};

/**
 * The opposite of what was done, computed from its saved before and after alone: whether the customer is still as it left them
 * is asked apart from this (lib/operations/undo/as-left).
 */
export function planUndo(done: Done, undoing: Undoing): UndoPlan {
  const nothing = whyNothingToUndo(done);
  if (nothing !== undefined) return noUndo(nothing);
  // What the customer had when somebody said so is not what the write left.
  if (done.outcome?.code === SETTLED_BY_HAND) return notKnown;
  // All others were said no to above.
  return plans[done.name as Undoable](done, undoing);
}
