"use client";

import { useId } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { Choices } from "@/components/choices";
import { Field } from "@/components/field";
import { FooterRow, Sheet } from "@/components/sheet";
import { TextArea } from "@/components/text-area";
import { useToast } from "@/components/toast";
import { type VerdictInput, verdictSchema } from "@/lib/operations/verdict-input";
import { FailureNotice } from "../failure-notice";
import { showFieldErrors, useActionForm } from "../use-action-form";
import { useRefreshingAction } from "../use-refreshing-action";
import { settleOperation } from "./actions";
import { BothSides } from "./sides";

const choices = [
  { value: "applied", label: "It was done" },
  { value: "not_applied", label: "It was not done" },
];

type Draft = Omit<VerdictInput, "verdict"> & { verdict: string };

type SettleSheetProps = {
  id: string;
  app: string;
  profileId: string;
  attempts: number;
  /** What it was, and to whom. */
  what: string;
  customer: string;
  onClose: () => void;
};

export function SettleSheet({ id, app, profileId, attempts, what, customer, onClose }: SettleSheetProps) {
  const formId = useId();
  const toast = useToast();
  const form = useActionForm<Draft, VerdictInput>(verdictSchema, { operationId: id, attempts, verdict: "", note: "" });
  const { busy, failure, send } = useRefreshingAction(settleOperation);
  const { errors } = form.formState;
  const save = form.handleSubmit(async (said) => {
    const result = await send(said);
    if (!result.ok)
      return void showFieldErrors(form, result.error.fields, (field) => field === "note" || field === "verdict");
    toast({ outcome: "done", title: "Settled.", text: "What you found stands in the record." });
    onClose();
  });
  return (
    <Sheet
      title="What became of it?"
      subtitle={
        <>
          {what} of <bdi>{customer}</bdi>
        </>
      }
      busy={busy}
      dirty={form.formState.isDirty}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={onClose} />
          <Button type="submit" form={formId} kind="primary" busy={busy}>
            Settle it
          </Button>
        </FooterRow>
      }
    >
      <p>
        Adapty's answer was lost, and what it shows of the customer does not tell. Look where it can be seen, such as at
        Adapty itself, or ask the customer. Nothing is sent from here.
      </p>
      <BothSides {...{ id, app, profileId }} />
      <form id={formId} noValidate onSubmit={save} className="space-y-5">
        <Choices
          legend="What you found"
          look="bar"
          choices={choices}
          error={errors.verdict?.message}
          {...form.register("verdict")}
        />
        <Field
          label="How you know it"
          hint="It stands in the record, and cannot be changed afterwards."
          error={errors.note?.message}
        >
          <TextArea rows={3} {...form.register("note")} />
        </Field>
      </form>
      <p className="text-ink-soft">What was not done counts towards no limit any more. What was done stays counted.</p>
      <FailureNotice failure={failure} />
    </Sheet>
  );
}
