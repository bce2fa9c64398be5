"use client";

import { useId } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { Field } from "@/components/field";
import { FooterRow, Sheet } from "@/components/sheet";
import { TextArea } from "@/components/text-area";
import { useToast } from "@/components/toast";
import { reviewElevationSchema } from "@/lib/emergency/elevation-input";
import type { Act } from "@/lib/emergency/list-acts";
import type { ShownElevation } from "@/lib/emergency/list-elevations";
import { FailureNotice } from "../failure-notice";
import { showFieldErrors, useActionForm } from "../use-action-form";
import { useRefreshingAction } from "../use-refreshing-action";
import { reviewEmergency } from "./actions";
import { Acts } from "./acts";

type Review = { id: string; note: string };

export function ReviewSheet({
  use: { id, name, reason, ticket, acts: all },
  acts,
  onClose,
}: {
  use: ShownElevation;
  acts: Act[];
  onClose: () => void;
}) {
  const formId = useId();
  const toast = useToast();
  const form = useActionForm<Review, Review>(reviewElevationSchema, { id, note: "" });
  const { busy, failure, send } = useRefreshingAction(reviewEmergency);
  const save = form.handleSubmit(async (review) => {
    const result = await send(review);
    if (!result.ok) return void showFieldErrors(form, result.error.fields, (field) => field === "note");
    toast({ outcome: "done", title: "Reviewed.", text: "Your note stands with it." });
    onClose();
  });
  return (
    <Sheet
      title={
        <>
          Review the emergency access of <bdi>{name}</bdi>
        </>
      }
      subtitle={<bdi>{ticket}</bdi>}
      busy={busy}
      dirty={form.formState.isDirty}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={onClose} />
          <Button type="submit" form={formId} kind="primary" busy={busy}>
            Save the review
          </Button>
        </FooterRow>
      }
    >
      <p>
        Reason given: <bdi>{reason}</bdi>
      </p>
      <Acts acts={acts} all={all} elevationId={id} />
      <form id={formId} noValidate onSubmit={save}>
        <Field
          label="What you found"
          hint="Was it an emergency, and was what was done right? It cannot be changed afterwards."
          error={form.formState.errors.note?.message}
        >
          <TextArea rows={4} {...form.register("note")} />
        </Field>
      </form>
      <FailureNotice failure={failure} />
    </Sheet>
  );
}
