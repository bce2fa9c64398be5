"use client";

import { useState } from "react";
import { Disclosure } from "@/components/disclosure";
import { Field, FieldNotes } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextArea } from "@/components/text-area";
import { TextInput } from "@/components/text-input";
import type { LastSet } from "@/lib/operations/activity";
import { installationFields } from "./fields";
import { findLast } from "./find-last";
import { ThreeWayField } from "./three-way-field";
import type { EditForm } from "./use-edit-form";

export const INSTALL_WARNING =
  "A device id that Adapty does not know counts as a new install in Adapty. The console never invents one: enter only an id that you were given.";

type InstallationPartProps = { form: EditForm; lastSet: LastSet; refused: string | undefined };

export function InstallationPart({ form, lastSet, refused }: InstallationPartProps) {
  const { draft } = form;
  const filled = installationFields.some(({ path }) => draft.values[path] !== undefined);
  const error = form.errorOf("installation_meta");
  if (refused) {
    return (
      <Disclosure summary="Installation" aside="Not for your role">
        <p className="text-ink-soft">{refused}</p>
      </Disclosure>
    );
  }
  return (
    <Disclosure
      summary="Installation"
      aside={draft.installationOpen ? undefined : filled ? "Folded away: not sent" : "Device and app version"}
      open={draft.installationOpen}
      onToggle={(installationOpen) => {
        if (installationOpen !== draft.installationOpen)
          form.change("installation_meta", { ...draft, installationOpen });
      }}
    >
      <Notice tone="warning" title="May count as an install">
        {INSTALL_WARNING} Nothing of this is sent while it is folded away.
      </Notice>
      <div data-invalid={error ? "" : undefined} className="py-2 empty:hidden">
        <FieldNotes id="installation_meta" error={error} />
      </div>
      {installationFields.map((field) => (
        <ThreeWayField key={field.path} field={field} form={form} last={findLast(field, lastSet)} />
      ))}
    </Disclosure>
  );
}

export function WhyPart({ form }: { form: EditForm }) {
  const { draft } = form;
  const [open, setOpen] = useState(Boolean(draft.note || draft.ticket));
  const [noteError, ticketError] = [form.errorOf("note"), form.errorOf("ticket")];
  return (
    <Disclosure
      summary="Why"
      aside="Note and ticket, kept in the console only"
      open={open || Boolean(noteError || ticketError)}
      onToggle={setOpen}
    >
      <div className="space-y-4" data-invalid={noteError || ticketError ? "" : undefined}>
        <Field label="Note" optional error={noteError}>
          <TextArea
            value={draft.note}
            onChange={(event) => form.change("note", { ...draft, note: event.target.value })}
            onBlur={() => form.touch("note")}
          />
        </Field>
        <Field label="Ticket" optional hint="A number or an address." error={ticketError}>
          <TextInput
            value={draft.ticket}
            onChange={(event) => form.change("ticket", { ...draft, ticket: event.target.value })}
            onBlur={() => form.touch("ticket")}
          />
        </Field>
      </div>
    </Disclosure>
  );
}
