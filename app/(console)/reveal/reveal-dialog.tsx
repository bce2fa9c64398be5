"use client";

import { type FormEvent, useId, useState } from "react";
import { createPortal } from "react-dom";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { FooterRow } from "@/components/sheet";
import { TextArea } from "@/components/text-area";
import { TextInput } from "@/components/text-input";
import { sayProfileField } from "@/lib/access/profile-labels";
import { type Reason, reasonsFor } from "@/lib/settings/reasons";
import { answerOf, type Failure } from "../action-failure";
import { FailureNotice } from "../failure-notice";
import { ReasonOptions } from "../reason-options";
import { revealPersonal } from "./actions";
import type { Masked } from "./reveal-value";

const noAnswer =
  "The console did not answer. It may have recorded that you asked; the value was not shown. Try again in a moment.";

type RevealDialogProps = { masked: Masked; reasons: Reason[]; onClose: (value?: string) => void };

/** Why somebody wants to see what is masked. What they say is recorded before they see it. */
export function RevealDialog({ masked: { field, operationId, ...target }, reasons, onClose }: RevealDialogProps) {
  const formId = useId();
  const [reason, setReason] = useState("");
  const [ticket, setTicket] = useState("");
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const noteRequired = reasons.some((each) => each.noteRequired && each.code === reason);
  const errorOf = (name: string) => failure?.fields?.find((error) => error.field === name)?.message;

  const reveal = async (event: FormEvent) => {
    event.preventDefault();
    // The form around, if there is one, is not what was sent.
    event.stopPropagation();
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    const why = { reason, ...(ticket && { ticket }), ...(note && { note }) };
    const asked = revealPersonal({ target, field, why, ...(operationId && { operationId }) });
    const result = await answerOf(asked, noAnswer);
    setBusy(false);
    if (result.ok) return onClose(result.data.value);
    setFailure(result.error);
  };

  return createPortal(
    <Dialog
      title={`Reveal ${sayProfileField(field)}`}
      busy={busy}
      onClose={() => onClose()}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={() => onClose()} />
          <Button type="submit" form={formId} kind="primary" busy={busy}>
            Record and reveal
          </Button>
        </FooterRow>
      }
    >
      <form id={formId} onSubmit={reveal} noValidate className="space-y-4">
        <p className="text-ink-soft">That you looked, and why, is recorded. You see this one value, until you leave.</p>
        <Field label="Reason" error={errorOf("reason")}>
          <Select required value={reason} onChange={(event) => setReason(event.target.value)}>
            <ReasonOptions reasons={reasonsFor(reasons, "reveal")} />
          </Select>
        </Field>
        <Field label="Ticket" optional error={errorOf("ticket")}>
          <TextInput value={ticket} onChange={(event) => setTicket(event.target.value)} placeholder="Number or link" />
        </Field>
        <Field label="Note" optional={!noteRequired} error={errorOf("note")}>
          <TextArea value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <FailureNotice failure={failure?.fields ? null : failure} title="Not revealed" />
      </form>
    </Dialog>,
    document.body,
  );
}
