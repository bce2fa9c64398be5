"use client";

import { useId, useState } from "react";
import { Button } from "@/components/button";
import { FooterRow, Sheet } from "@/components/sheet";
import { whyTaken } from "@/lib/operations/limits";
import { NotAloneNotice } from "../comp/not-alone";
import { Conflict } from "../conflict/conflict";
import type { SheetProps, TransactionStart } from "../sheet-props";
import { WriteNotice } from "../write-notice";
import { confirmWord } from "./confirm-word";
import { Confirmation } from "./confirmation";
import { toBody } from "./draft";
import { focusField } from "./focus-field";
import { Footer } from "./footer";
import { TransactionFormProvider } from "./form-context";
import { FreeCounts } from "./free-counts";
import { IdentityGroup, WhatGroup } from "./main-groups";
import { DatesGroup, MoneyGroup, RenewalGroup } from "./money-groups";
import { Preview } from "./preview";
import { ProblemList } from "./problem-list";
import { RareGroups } from "./rare-groups";
import { sayFailure } from "./say-problem";
import { HeldNotice, StartNotice } from "./start-notice";
import { describeTransaction } from "./summary";
import { useTransaction } from "./use-transaction";
import { WhyGroup } from "./why-group";

/** `adaptyUrl`: the origin that this console's own requests go to. `whyNotAsked`: why no second person can be asked. */
type TransactionSheetProps = SheetProps & {
  start: TransactionStart;
  whyNotAsked: string | undefined;
  adaptyUrl: string;
};

const titles: Record<TransactionStart["kind"], string> = {
  new: "Enter a transaction",
  renewal: "Add a renewal",
  correct_subscription: "Correct a transaction",
  correct_purchase: "Correct a transaction",
};

/** Enters, corrects or renews a transaction by set transaction, for those who may. */
export function TransactionSheet(props: TransactionSheetProps) {
  const { start, onClose } = props;
  const refused = props.refused["transaction.set"];
  if (!refused) return <TransactionForm {...props} />;
  return (
    <Sheet
      title={titles[start.kind]}
      onClose={onClose}
      footer={
        <FooterRow>
          <Button onClick={onClose}>Close</Button>
        </FooterRow>
      }
    >
      <p>{refused}</p>
    </Sheet>
  );
}

function TransactionForm({
  app,
  page,
  role,
  refused,
  settings,
  start,
  whyNotAsked,
  adaptyUrl,
  onClose,
}: TransactionSheetProps) {
  const formId = useId();
  const {
    form,
    write,
    conflict,
    draft,
    effect,
    problems,
    problemOf,
    toMend,
    leftOver,
    top,
    submit,
    ask,
    isDirty,
    isGrant,
    now,
  } = useTransaction({ page, refused, settings, start, onClose });
  const { view } = page;
  const sandbox = draft.environment === "Sandbox";
  const free = draft.price.value.trim() !== "" && Number(draft.price.value) === 0;
  const word = confirmWord(view);
  const [confirmedFor, setConfirmedFor] = useState<string | null>(null);
  const confirmed = confirmedFor === draft.environment;
  if (confirmedFor && !confirmed) setConfirmedFor(null);
  const busy = write.state.kind === "sending";
  const toConfirm = sandbox ? "Tick the box at the end of the form first" : `Type ${word} at the end of the form first`;
  const taken = whyTaken("transaction.set", role, settings.limits) ?? undefined;
  // The limits were lifted meanwhile.
  const mayItself = write.state.kind === "failed" && write.state.failure.code === "needs_no_approval";
  const needsAnother = write.state.kind === "failed" && write.state.failure.approvable;
  const asking = taken !== undefined && !mayItself;
  const waiting = write.waiting && `${write.waiting}: see the notice at the top`;
  return (
    <Sheet
      title={titles[start.kind]}
      subtitle={
        <>
          <bdi className="break-all">{view.customerUserId ?? `Anonymous customer ${view.profileId.slice(0, 8)}`}</bdi>
          {` in ${app.name}`}
        </>
      }
      busy={busy}
      dirty={isDirty && !waiting}
      onClose={onClose}
      footer={
        <Footer
          formId={formId}
          effect={effect}
          sandbox={sandbox}
          undoable={free && !draft.refunded_at}
          asking={asking}
          summary={describeTransaction(draft, effect, now)}
          busy={busy}
          lockedReason={waiting ?? (confirmed ? undefined : toConfirm)}
          onClose={onClose}
        />
      }
    >
      <section ref={top} tabIndex={-1} aria-label="What to look at" className="space-y-3 outline-none empty:hidden">
        <WriteNotice
          state={
            write.state.kind === "failed" ? { ...write.state, failure: sayFailure(write.state.failure) } : write.state
          }
          leftOver={needsAnother && whyNotAsked ? [...leftOver, whyNotAsked] : leftOver}
          onCheck={write.check}
          onSendAgain={submit}
          conflict={
            conflict && (
              <Conflict
                rows={conflict.rows}
                missing={conflict.missing}
                looked={write.looked.page}
                page={page}
                tried={write.state}
                locked={write.locked}
                onGoOn={conflict.goOn}
              />
            )
          }
          onAsk={whyNotAsked ? undefined : ask}
        />
        {toMend.length > 0 && (
          <ProblemList problems={toMend} onGo={(name) => focusField(document.getElementById(formId), name)} />
        )}
      </section>
      <StartNotice start={start} />
      <NotAloneNotice why={asking ? taken : undefined} />
      <form id={formId} noValidate onSubmit={asking ? ask : submit} className="space-y-5">
        <TransactionFormProvider value={{ form, draft, start: start.kind, problemOf }}>
          <fieldset disabled={write.locked} className="min-w-0 space-y-5">
            <WhatGroup />
            <IdentityGroup />
            <HeldNotice start={start} effect={effect} />
            <MoneyGroup />
            {free && <FreeCounts page={page} role={role} settings={settings} />}
            <DatesGroup />
            {draft.purchase_type === "subscription" && <RenewalGroup />}
            <RareGroups />
            <WhyGroup reasons={settings.reasons} isGrant={isGrant} />
          </fieldset>
          <Preview
            adaptyUrl={adaptyUrl}
            profileId={view.profileId}
            body={toBody(draft)}
            complete={problems.length === 0}
          />
          <fieldset disabled={write.locked} className="min-w-0 border-t border-line pt-4">
            <Confirmation
              key={draft.environment}
              sandbox={sandbox}
              word={word}
              confirmed={confirmed}
              onConfirm={(yes) => setConfirmedFor(yes ? draft.environment : null)}
            />
          </fieldset>
        </TransactionFormProvider>
      </form>
    </Sheet>
  );
}
