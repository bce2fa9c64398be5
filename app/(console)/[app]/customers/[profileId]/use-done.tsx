"use client";

import { CopyButton } from "@/components/copy";
import { useToast } from "@/components/toast";
import type { Refusals } from "@/lib/auth/permissions";
import type { CustomerPage } from "@/lib/customers/customer-page";
import { UndoLink } from "./undo/undo-link";

/** `undone`: the operation that this took back. */
type Done = { title: string; confirmed: string; reply: string; undone?: string };

/** The operation that Adapty took, and the page by its answer. */
export type Applied = { operationId: string; page: CustomerPage };

/** After a confirmed write: what Adapty answered, a text for the customer that says no more than that, and the way to undo it. */
export function useDone(refused: Refusals) {
  const toast = useToast();
  return ({ title, confirmed, reply, undone }: Done, { operationId, page }: Applied) => {
    const entry = undone ? undefined : page.activity.find(({ id }) => id === operationId);
    const { app, profileId } = page.view;
    toast({
      outcome: "done",
      title,
      text: <p>Adapty confirms: {confirmed}</p>,
      about: operationId,
      replaces: undone,
      actions: (
        <>
          <CopyButton text={reply} what="the reply to the customer" label="Copy reply" />
          {entry?.mayUndo && !refused["operation.undo"] && <UndoLink {...{ app, profileId, entry }} />}
        </>
      ),
    });
  };
}
