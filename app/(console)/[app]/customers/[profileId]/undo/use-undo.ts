"use client";

import { useEffect, useEffectEvent } from "react";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { UndoPreview } from "@/lib/customers/preview-undo";
import type { OperationName } from "@/lib/operations/catalogue";
import type { WriteInput } from "@/lib/operations/input";
import type { UndoInput } from "@/lib/operations/undo/undo-input";
import { askToUndo } from "../../../../approvals/actions";
import { undoOperation } from "../actions";
import { useWrite } from "../use-write";

type Filled = WriteInput<OperationName>;

/** What is sent the console has sealed: the form brings it back. */
const toInput = ({ target, why, body }: Filled, undoes: string): UndoInput => ({
  target: { ...target, undoes },
  why,
  ...(body as unknown as { plan: string }),
});

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
    onDone: (answer: CustomerPage) => void;
    onAsked: () => void;
  },
) {
  const write = useWrite<OperationName>(
    preview.operation,
    (input) => undoOperation(toInput(input, undoes)),
    page,
    undefined,
    (input) => askToUndo(toInput(input, undoes)),
  );
  const { state } = write;
  const finish = useEffectEvent(onDone);
  const finishAsking = useEffectEvent(onAsked);
  useEffect(() => {
    if (state.kind === "done") finish(state.page);
    if (state.kind === "asked") finishAsking();
  }, [state]);
  const fill = (why: Filled["why"]) => ({ why, body: { plan: preview.plan } }) as unknown as Omit<Filled, "target">;
  return {
    ...write,
    undo: (why: Filled["why"]) => write.send(fill(why)),
    askToUndo: (why: Filled["why"]) => write.ask(fill(why)),
  };
}
