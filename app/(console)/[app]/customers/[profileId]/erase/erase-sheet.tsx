"use client";

import { useId, useState } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { Choices } from "@/components/choices";
import { ConfirmByTyping } from "@/components/confirm-by-typing";
import { Field } from "@/components/field";
import { FooterRow, Sheet } from "@/components/sheet";
import { TextInput } from "@/components/text-input";
import { useToast } from "@/components/toast";
import { type EraseInput, eraseInput, eraseReasons } from "@/lib/customers/erase-input";
import { FailureNotice } from "../../../../failure-notice";
import { showFieldErrors, useActionForm } from "../../../../use-action-form";
import { useConfirmedAction } from "../../../../use-confirmed-action";
import { eraseKept } from "../actions";
import { confirmWord } from "../transaction/confirm-word";
import { DownloadKept } from "./download-kept";
import { WhatGoes } from "./what-goes";

type EraseSheetProps = {
  app: { id: string; name: string };
  profileId: string;
  customerUserId: string | null;
  onErased: () => void;
  onClose: () => void;
};

const unknownErasing =
  "The console did not answer, so it is not known whether this was erased. Erasing again is safe: look at “Done from here” first.";

/** Erases what this console keeps of a customer, after it was handed over where that was asked for. */
export function EraseSheet({ app, profileId, customerUserId, onErased, onClose }: EraseSheetProps) {
  const formId = useId();
  const toast = useToast();
  const [typed, setTyped] = useState(false);
  const { busy, failure, send } = useConfirmedAction(eraseKept, unknownErasing);
  const form = useActionForm<EraseInput, EraseInput>(eraseInput, {
    target: { app: app.id, profileId },
    reason: "REQUEST",
    reference: "",
  });
  const erase = form.handleSubmit(async (input) => {
    if (busy || !typed) return;
    const answer = await send(input);
    if (answer.ok) {
      toast({
        outcome: "done",
        title: "Erased.",
        text: "This console keeps nothing of this customer but what was done.",
      });
      onErased();
      onClose();
      return;
    }
    showFieldErrors(form, answer.error.fields, (field) => field === "reason" || field === "reference");
  });
  const { errors, isDirty } = form.formState;
  return (
    <Sheet
      title={
        <>
          Erase what this console keeps of <bdi>{customerUserId ?? "this customer"}</bdi>
        </>
      }
      subtitle={`${app.name} · profile ${profileId.slice(0, 8)}…${profileId.slice(-4)}`}
      busy={busy}
      dirty={isDirty || typed}
      onClose={onClose}
      footer={
        <FooterRow note="It cannot be undone.">
          <CancelButton busy={busy} onClose={onClose} />
          <Button
            type="submit"
            form={formId}
            kind="danger"
            busy={busy}
            disabledReason={typed ? undefined : "Type the id above first"}
          >
            Erase for good
          </Button>
        </FooterRow>
      }
    >
      <WhatGoes appName={app.name} />
      <form id={formId} noValidate onSubmit={erase} className="space-y-5">
        <Choices
          legend="Why"
          look="chips"
          choices={Object.entries(eraseReasons).map(([value, label]) => ({ value, label }))}
          {...form.register("reason")}
          defaultValue="REQUEST"
        />
        <Field
          label="Reference"
          optional
          hint="Such as the number of the request. Kept for ever, so nothing of a person goes here."
          error={errors.reference?.message}
        >
          <TextInput mono {...form.register("reference")} />
        </Field>
        <DownloadKept read={async () => ((await form.trigger()) ? form.getValues() : undefined)} />
        <ConfirmByTyping word={confirmWord({ customerUserId, profileId })} onMatch={setTyped} />
      </form>
      <FailureNotice failure={failure} title="Not erased: all is as it was" />
    </Sheet>
  );
}
