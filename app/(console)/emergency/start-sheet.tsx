"use client";

import { useId, useState } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { Field } from "@/components/field";
import { FooterRow, Sheet } from "@/components/sheet";
import { TextInput } from "@/components/text-input";
import { useToast } from "@/components/toast";
import { CLOSED_TO_LEADS } from "@/lib/emergency/closed";
import { type StartElevation, startElevationSchema } from "@/lib/emergency/elevation-input";
import { mintId } from "../[app]/customers/[profileId]/mint-id";
import { FailureNotice } from "../failure-notice";
import { showFieldErrors, useActionForm } from "../use-action-form";
import { useRefreshingAction } from "../use-refreshing-action";
import { startEmergency } from "./actions";

export function StartSheet({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const toast = useToast();
  const [id] = useState(mintId);
  const form = useActionForm<StartElevation, StartElevation>(startElevationSchema, { id, reason: "", ticket: "" });
  const { busy, failure, send } = useRefreshingAction(startEmergency);
  const { errors, isDirty } = form.formState;
  const start = form.handleSubmit(async (asked) => {
    const result = await send(asked);
    if (!result.ok) return void showFieldErrors(form, result.error.fields, (field) => field !== "id");
    toast({
      outcome: "done",
      title: "Emergency access began.",
      text: "It ends by itself after 30 minutes. Every admin sees it on the next page they open.",
    });
    onClose();
  });
  return (
    <Sheet
      title="Emergency access"
      subtitle="For 30 minutes"
      busy={busy}
      dirty={isDirty}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={onClose} />
          <Button type="submit" form={formId} kind="danger" busy={busy}>
            Take emergency access for 30 minutes
          </Button>
        </FooterRow>
      }
    >
      <ul className="list-disc space-y-1.5 pl-5">
        <li>You may what a lead may, and no limit holds. Settings, team and the record stay closed.</li>
        <li>
          Nobody may {CLOSED_TO_LEADS} meanwhile, not even a lead: that needs two people, and no emergency access.
        </li>
        <li>Every admin sees it, with your reason, on the next page they open.</li>
        <li>Everything you do is marked, and an admin reviews it afterwards.</li>
      </ul>
      <form
        id={formId}
        noValidate
        className="space-y-4"
        // It may lie within a form of its own, over which it opens.
        onSubmit={(event) => {
          event.stopPropagation();
          void start(event);
        }}
      >
        <Field label="Reason" hint="Every admin reads it." error={errors.reason?.message}>
          <TextInput autoComplete="off" {...form.register("reason")} />
        </Field>
        <Field label="Ticket" error={errors.ticket?.message}>
          <TextInput autoComplete="off" {...form.register("ticket")} />
        </Field>
      </form>
      <FailureNotice failure={failure} />
    </Sheet>
  );
}
