"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Section } from "@/components/section";
import { TextInput } from "@/components/text-input";
import { useToast } from "@/components/toast";
import { PASSWORD_MIN } from "@/lib/auth/password";
import { changePasswordSchema } from "@/lib/auth/team-input";
import { answerOf, type Failure } from "../action-failure";
import { FailureNotice } from "../failure-notice";
import { showFieldErrors, useActionForm } from "../use-action-form";
import { useStepUp } from "../use-step-up";
import { changeOwnPassword } from "./actions";

const unknownChange =
  "The console did not answer, so it is not known whether your password was changed. Signing in anew tells which one counts.";
const empty = { present: "", chosen: "" };

export function OwnPassword({ email }: { email: string }) {
  const toast = useToast();
  const stepUp = useStepUp();
  const form = useActionForm(changePasswordSchema, empty);
  const { errors, isSubmitting } = form.formState;
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = form.handleSubmit(async (passwords) => {
    setFailure(null);
    const result = await stepUp(() => answerOf(changeOwnPassword(passwords), unknownChange));
    if (!result.ok) {
      showFieldErrors(form, result.error.fields, (field) => field in empty);
      return setFailure(result.error.fields?.length ? null : result.error);
    }
    form.reset(empty);
    toast({ outcome: "done", title: "Password changed.", text: "You are signed out everywhere but here." });
  });
  return (
    <Section title="Your password">
      <form onSubmit={change} noValidate className="max-w-92 space-y-4">
        {/* A password manager files the new password under this name. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field label="Present password" error={errors.present?.message}>
          <TextInput type="password" autoComplete="current-password" {...form.register("present")} />
        </Field>
        <Field
          label="New password"
          hint={`${PASSWORD_MIN} characters or more, not easy to guess. Your other sessions end.`}
          error={errors.chosen?.message}
        >
          <TextInput type="password" autoComplete="new-password" {...form.register("chosen")} />
        </Field>
        <FailureNotice failure={failure} />
        <Button type="submit" busy={isSubmitting}>
          Change password
        </Button>
      </form>
    </Section>
  );
}
