"use client";

import { useEffect } from "react";
import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { TextArea } from "@/components/text-area";
import { TextInput } from "@/components/text-input";
import { type Reason, type ReasonKind, reasonsFor } from "@/lib/settings/reasons";
import { ReasonOptions } from "../../../../reason-options";
import type { Why } from "./use-comp-write";

type WhyFieldsProps = { form: UseFormReturn<Why, unknown, Why>; reasons: Reason[]; kind: ReasonKind | undefined };

/** The reasons that are offered for this, where it asks for one, and room for what they do not say. */
export function WhyFields({ form, reasons, kind }: WhyFieldsProps) {
  const { errors } = form.formState;
  const chosen = form.watch("reason");
  const offered = kind ? reasonsFor(reasons, kind) : [];
  // What the form does may have changed since: a grant that came to shorten is none any more.
  const isGone = chosen !== "" && !offered.some(({ code }) => code === chosen);
  useEffect(() => {
    if (isGone) form.setValue("reason", "");
  }, [isGone, form]);
  const noteRequired = reasons.some(({ code, noteRequired }) => noteRequired && code === chosen);
  return (
    <>
      <div className="grid gap-x-3 gap-y-5 sm:grid-cols-2">
        {kind && (
          <Field label="Reason" error={errors.reason?.message}>
            <Select required {...form.register("reason", { onChange: () => form.clearErrors("note") })}>
              <ReasonOptions reasons={offered} />
            </Select>
          </Field>
        )}
        <Field label="Ticket" optional error={errors.ticket?.message}>
          <TextInput {...form.register("ticket")} placeholder="Number or link" />
        </Field>
      </div>
      <Field label="Note" optional={!noteRequired} error={errors.note?.message}>
        <TextArea {...form.register("note")} placeholder="What happened, for whoever reads this next" />
      </Field>
    </>
  );
}
