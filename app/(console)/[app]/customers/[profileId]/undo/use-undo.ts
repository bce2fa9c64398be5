"use client";

import { useEffect, useEffectEvent } from "react";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { UndoPreview } from "@/lib/customers/preview-undo";
import type { OperationName } from "@/lib/operations/catalogue";
import type { UndoInput } from "@/lib/operations/undo/undo-input";
import { askToUndo } from "../../../../approvals/actions";
import { undoOperation } from "../actions";
import type { Applied } from "../use-done";
import { useWrite } from "../use-write";

/** What is sent the console has sealed: the form brings it back. */
type Filled = Omit<UndoInput, "target">;

/** One form, one undo: sent, or asked of a second person. `onDone` and `onAsked` are called once. */
export function useUndo(
  undoes: string,
  {
    page,
    preview,
    onDone,
    onAsked,
  }: {
    page: CustomerPage;
    preview: UndoPreview;
    onDone: (applied: Applied) => void;
    onAsked: () => void;
  },
) {
  const write = useWrite<OperationName, Filled>(
    preview.operation,
    ({ target, ...filled }) => undoOperation({ target: { ...target, undoes }, ...filled }),
    page,
    undefined,
    ({ target, ...filled }) => askToUndo({ target: { ...target, undoes }, ...filled }),
  );
  const { state, operationId } = write;
  const finish = useEffectEvent((page: CustomerPage) => onDone({ operationId, page }));
  const finishAsking = useEffectEvent(onAsked);
  useEffect(() => {
    if (state.kind === "done") finish(state.page);
    if (state.kind === "asked") finishAsking();
  }, [state]);
  const { plan } = preview;
  return {
    ...write,
    undo: (why: Filled["why"]) => write.send({ why, plan }),
    askToUndo: (why: Filled["why"]) => write.ask({ why, plan }),
  };
}
