"use client";

import { useId, useState } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { useClock } from "@/components/clock";
import { ConfirmByTyping } from "@/components/confirm-by-typing";
import { FooterRow, Sheet } from "@/components/sheet";
import { useToast } from "@/components/toast";
import { isPaying } from "@/lib/access/paid";
import { CHANGED_SINCE } from "@/lib/operations/seen";
import { FailureNotice } from "../../../../failure-notice";
import { showFieldErrors, useActionForm } from "../../../../use-action-form";
import type { Why } from "../comp/use-comp-write";
import { emptyWhy, isWhyField, whySchemaOf } from "../comp/why";
import { WhyFields } from "../comp/why-fields";
import { compareLevels, comparePurchases } from "../conflict/compare-access";
import { Conflict } from "../conflict/conflict";
import type { SheetProps } from "../sheet-props";
import { confirmWord } from "../transaction/confirm-word";
import { useAskDeletion } from "./use-ask-deletion";
import { Paying, WhatItDoes } from "./what-it-does";

/** Asks an admin to let this customer be deleted at Adapty: says what goes, what goes on and what may come back. */
export function DeleteSheet({ app, page, settings, onClose }: SheetProps) {
  const formId = useId();
  const toast = useToast();
  const { now } = useClock();
  const [typed, setTyped] = useState(false);
  const [acknowledged, setAcknowledged] = useState(false);
  const { ask, busy, failure, looked, acceptCurrent } = useAskDeletion(page);
  const form = useActionForm<Why, Why>(whySchemaOf(settings.reasons), emptyWhy);
  const { view } = page;
  const paying = isPaying(view, now);
  const missing =
    paying && !acknowledged ? "Tick that you know what this does not stop" : typed ? undefined : "Type the id first";
  const submit = form.handleSubmit(async (why) => {
    if (busy || missing) return;
    const refusal = await ask({ why, ...(paying && { acknowledged: true as const }) });
    if (refusal) return void showFieldErrors(form, refusal.fields, isWhyField);
    toast({ outcome: "done", title: "Asked for approval.", text: "Nothing was sent to Adapty. An admin decides." });
    onClose();
  });
  return (
    <Sheet
      title={
        <>
          Delete <bdi>{view.customerUserId ?? "an anonymous customer"}</bdi>
        </>
      }
      subtitle={`${app.name} · profile ${view.profileId.slice(0, 8)}…${view.profileId.slice(-4)}`}
      busy={busy}
      dirty={typed || acknowledged || form.formState.isDirty}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={busy} onClose={onClose} />
          <Button type="submit" form={formId} kind="danger" busy={busy} disabledReason={missing}>
            Ask for approval to delete
          </Button>
        </FooterRow>
      }
    >
      <WhatItDoes app={app} />
      <form id={formId} noValidate onSubmit={submit} className="space-y-5">
        {paying && <Paying acknowledged={acknowledged} onAcknowledge={setAcknowledged} />}
        <WhyFields form={form} reasons={settings.reasons} kind="delete" />
        <ConfirmByTyping word={confirmWord(view)} onMatch={setTyped} />
      </form>
      <FailureNotice failure={failure} title="Not asked for: nothing was sent" />
      {failure?.code === CHANGED_SINCE && (
        <Conflict
          rows={[...compareLevels(looked.view, view, now), ...comparePurchases(looked.view, view)]}
          looked={looked}
          page={page}
          tried={failure}
          locked={false}
          onGoOn={acceptCurrent}
        />
      )}
    </Sheet>
  );
}
