"use client";

import { useId, useState } from "react";
import { useWatch } from "react-hook-form";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { Field } from "@/components/field";
import { FooterRow, Sheet } from "@/components/sheet";
import { TextInput } from "@/components/text-input";
import { aRole, isRole } from "@/lib/auth/permissions";
import { type Invite, inviteSchema } from "@/lib/auth/team-input";
import { FailureNotice } from "../failure-notice";
import { showFieldErrors, useActionForm } from "../use-action-form";
import { useRefreshingAction } from "../use-refreshing-action";
import { inviteAgent } from "./actions";
import { InviteLink, type Made } from "./invite-link";
import { RoleChoices } from "./role-choices";

const fields: readonly string[] = ["email", "name", "role"] satisfies (keyof Invite)[];

/** Asks who and as what, then shows the link, this once. */
export function InviteSheet({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const form = useActionForm<Partial<Invite>, Invite>(inviteSchema, { email: "", name: "" });
  const { errors, isDirty } = form.formState;
  const role = useWatch({ control: form.control, name: "role" });
  const { busy, failure, send } = useRefreshingAction(inviteAgent);
  const [made, setMade] = useState<Made | null>(null);
  const submit = form.handleSubmit(async (invited) => {
    const result = await send(invited);
    if (result.ok) setMade({ ...invited, ...result.data });
    else showFieldErrors(form, result.error.fields, (field) => fields.includes(field));
  });
  if (made) return <InviteLink made={made} onClose={onClose} />;
  return (
    <Sheet
      title="Invite to the team"
      subtitle="You get a link to send them. It works once, for 72 hours."
      busy={busy}
      dirty={isDirty}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={onClose} />
          <Button type="submit" form={formId} kind="primary" busy={busy}>
            {isRole(role) ? `Make a link for ${aRole(role)}` : "Make a link"}
          </Button>
        </FooterRow>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <fieldset disabled={busy} className="min-w-0 space-y-5">
          <Field
            label="E-mail"
            hint="They sign in with it. An older link for it stops working."
            error={errors.email?.message}
          >
            <TextInput type="email" {...form.register("email")} />
          </Field>
          <Field label="Name" optional error={errors.name?.message}>
            <TextInput {...form.register("name")} />
          </Field>
          <RoleChoices
            role={role}
            error={errors.role?.message}
            onChoose={(chosen) => form.setValue("role", chosen, { shouldDirty: true, shouldValidate: true })}
          />
        </fieldset>
      </form>
      <FailureNotice failure={failure?.fields ? null : failure} />
    </Sheet>
  );
}
