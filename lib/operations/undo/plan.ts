import { SETTLED_BY_HAND } from "../verdict-input";
import { planUndoEdit } from "./plan-edit";
import { planUndoGrant, planUndoRevoke } from "./plan-level";
import { planUndoComp, planUndoCompEnd, planUndoTransaction } from "./plan-transaction";
import { type Done, notKnown, noUndo, type Undoing, type UndoPlan } from "./undo-plan";
import { whyNothingToUndo } from "./why-nothing";

/**
 * The opposite of what was done, computed from its saved before and after alone: whether the customer is still as it left them
 * is asked apart from this (lib/operations/undo/as-left).
 */
export function planUndo(done: Done, undoing: Undoing): UndoPlan {
  const nothing = whyNothingToUndo(done);
  if (nothing !== undefined) return noUndo(nothing);
  // What the customer had when somebody said so is not what the write left.
  if (done.outcome?.code === SETTLED_BY_HAND) return notKnown;
  switch (done.name) {
    case "access.grant":
      return planUndoGrant(done, undoing);
    case "access.revoke":
      return planUndoRevoke(done, undoing);
    case "comp.grant":
      return planUndoComp(done, undoing);
    case "comp.end":
      return planUndoCompEnd(done, undoing);
    case "transaction.set":
      return planUndoTransaction(done, undoing);
    case "profile.update":
      return planUndoEdit(done, undoing);
    default:
      return noUndo("This took something back itself. Do by hand what should be done instead.");
  }
}
