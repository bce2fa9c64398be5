"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { FormProvider } from "react-hook-form";
import { Button } from "@/components/button";
import { useToast } from "@/components/toast";
import { useUnsaved } from "@/components/unsaved";
import { reasonKinds } from "@/lib/settings/reasons";
import { type Settings, settingsSchema } from "@/lib/settings/settings";
import { answerOf, type Failure } from "../action-failure";
import { FailureNotice } from "../failure-notice";
import { showFieldErrors, useActionForm } from "../use-action-form";
import { useStepUp } from "../use-step-up";
import { updateSettings } from "./actions";
import { CompTransactionFields } from "./comp-transaction-fields";
import { Grantables } from "./grantables";
import { Limits } from "./limits";
import { Presets } from "./presets";
import { Reasons } from "./reasons";
import { SecondFactor } from "./second-factor";
import { StaffDomains } from "./staff-domains";

type SettingsFormProps = {
  apps: { id: string; name: string }[];
  settings: Settings;
  savedAt: string | null;
};

const unknownSave = "The console did not answer, so it is not known whether this was saved. Saving again tells.";

/** What an earlier console saved says nothing of where a reason is offered: everywhere, so every box is ticked. */
const withKinds = ({ reasons, ...rest }: Settings): Settings => ({
  ...rest,
  reasons: reasons.map((reason) => ({ ...reason, kinds: [...(reason.kinds ?? reasonKinds)] })),
});

export function SettingsForm({ apps, settings, savedAt }: SettingsFormProps) {
  const router = useRouter();
  const toast = useToast();
  const stepUp = useStepUp();
  const form = useActionForm<Settings, Settings>(settingsSchema, withKinds(settings), { shouldFocusError: false });
  const { isDirty, isSubmitting, submitCount } = form.formState;
  const element = useRef<HTMLFormElement>(null);
  useUnsaved(isDirty);
  const seen = useRef(savedAt);
  const [failure, setFailure] = useState<Failure | null>(null);

  // The form would go by the order in which lines were added, and to fields that are disabled while it is sent.
  useEffect(() => {
    if (submitCount > 0 && !isSubmitting) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [submitCount, isSubmitting]);

  const save = form.handleSubmit(async (body) => {
    setFailure(null);
    const result = await stepUp(() => answerOf(updateSettings({ seen: seen.current, body }), unknownSave));
    if (!result.ok) {
      showFieldErrors(form, result.error.fields, (field) => Object.hasOwn(settings, field.split(".")[0] ?? ""));
      return setFailure(result.error);
    }
    seen.current = result.data.savedAt;
    form.reset(body);
    toast({ outcome: "done", title: "Saved.", text: "New comps go by these settings from now on." });
  });
  return (
    <FormProvider {...form}>
      <form ref={element} onSubmit={save} noValidate>
        <fieldset disabled={isSubmitting} className="min-w-0 space-y-10">
          <Presets />
          <Reasons />
          <Grantables apps={apps} />
          <CompTransactionFields />
          <Limits />
          <SecondFactor />
          <StaffDomains />
        </fieldset>
        <div className="space-y-4 pt-6">
          <FailureNotice
            failure={failure}
            title="Not saved"
            actions={
              failure?.code === "changed_since" && (
                <Button onClick={() => router.refresh()}>Load what is saved now</Button>
              )
            }
          />
          <Button
            type="submit"
            kind="primary"
            busy={isSubmitting}
            disabledReason={isDirty ? undefined : "Nothing changed"}
          >
            Save settings
          </Button>
        </div>
      </form>
    </FormProvider>
  );
}
