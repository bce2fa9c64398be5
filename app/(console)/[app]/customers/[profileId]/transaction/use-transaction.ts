"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useClock } from "@/components/clock";
import type { CustomerView } from "@/lib/access/view";
import { transactionSchema } from "@/lib/adapty/transaction";
import { showFieldErrors, useActionForm } from "../../../../use-action-form";
import { setTransaction } from "../actions";
import type { SheetProps, TransactionStart } from "../sheet-props";
import { useAsked } from "../use-asked";
import { useDone } from "../use-done";
import { useWrite, type WriteState } from "../use-write";
import { toBody } from "./draft";
import { type Effect, effectOf, renewalTaken } from "./effect";
import { correctedBy } from "./find-entry";
import { grantCounted } from "./grant-counted";
import { type FieldName, hasField, labels } from "./labels";
import { describeOutcome } from "./outcome";
import { findProblems, formSchemaOf, type TransactionForm, toWhy } from "./problems";
import { sayFailure } from "./say-problem";
import { startDraft } from "./start-draft";
import { useConflict } from "./use-conflict";

type Sent = { draft: TransactionForm; effect: Effect; before: CustomerView };
type Props = Pick<SheetProps, "page" | "refused" | "settings" | "onClose"> & { start: TransactionStart };

/** The form, its write, what is wrong with it now, and where to look after a try. */
export function useTransaction({ page, refused, settings, start, onClose }: Props) {
  const [defaults] = useState((): TransactionForm => ({ ...startDraft(start), reason: "", note: "", ticket: "" }));
  const corrected = correctedBy(start);
  const write = useWrite("transaction.set", setTransaction, page, corrected);
  // Once it was sent, the id that is there may be its own, and it can be sent again while that is not known.
  const isOnItsWay = write.locked || write.state.kind === "done";
  const isTaken = (form: TransactionForm) => !isOnItsWay && renewalTaken(start, page.view)(form);
  const clock = useClock();
  const isGrant = grantCounted(start, { view: page.view, settings, now: clock.now });
  const judging = { isTaken, isGrant, reasons: settings.reasons };
  const form = useActionForm(formSchemaOf(judging), defaults);
  const { errors, touchedFields, isDirty, isSubmitted: tried } = form.formState;
  const done = useDone(refused);
  const showAsked = useAsked();
  const draft = form.watch();
  const effect = effectOf(draft, start.kind, page.view);
  const problems = findProblems(draft, judging);

  const sent = useRef<Sent | null>(null);
  const [leftOver, setLeftOver] = useState<string[]>([]);
  const top = useRef<HTMLElement>(null);
  const [looks, setLooks] = useState(0);
  const lookAtTop = () => setLooks((count) => count + 1);
  useEffect(() => {
    if (looks > 0 && tried) top.current?.focus();
  }, [looks, tried]);

  const onState = useEffectEvent((state: WriteState) => {
    if (state.kind === "done" && sent.current) {
      const { draft, effect, before } = sent.current;
      const { page } = state;
      done(describeOutcome(draft, effect, before, page.view, clock), { operationId: write.operationId, page });
      onClose();
    }
    if (state.kind === "asked") {
      showAsked();
      onClose();
    }
    if (state.kind !== "failed") return;
    const rest = showFieldErrors(form, sayFailure(state.failure).fields, (field) =>
      hasField(draft.purchase_type, field),
    );
    setLeftOver(rest.map(({ message }) => message));
    lookAtTop();
  });
  const { state } = write;
  useEffect(() => onState(state), [state]);

  const submit = form.handleSubmit(async (valid) => {
    sent.current = { draft: valid, effect, before: page.view };
    await write.send({ why: toWhy(valid), body: transactionSchema.parse(toBody(valid)) });
  }, lookAtTop);

  const ask = form.handleSubmit(async (valid) => {
    await write.ask({ why: toWhy(valid), body: transactionSchema.parse(toBody(valid)) });
  }, lookAtTop);

  const stateOf = (name: FieldName) => form.getFieldState(name, { ...form.formState, errors, touchedFields });
  const refusalOf = (name: FieldName) => {
    const { error } = stateOf(name);
    return error?.type === "server" ? error.message : undefined;
  };
  const problemOf = (name: FieldName) => {
    const problem = problems.find(({ field }) => field === name);
    const isDue = problem && (problem.atOnce || tried || stateOf(name).isTouched);
    return refusalOf(name) ?? (isDue ? problem.message : undefined);
  };
  const toMend = (Object.keys(labels) as FieldName[]).flatMap((field) => {
    const message = tried && !write.locked && hasField(draft.purchase_type, field) ? problemOf(field) : undefined;
    return message ? [{ field, message }] : [];
  });

  return {
    form,
    write,
    conflict: useConflict({ write, page, start, form, draft, now: clock.now }),
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
    isGrant: isGrant(draft),
    now: clock.now,
  };
}
