"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { useClock } from "@/components/clock";
import { Notice } from "@/components/notice";
import { NowAfter } from "@/components/now-after";
import { Sentence } from "@/components/sentence";
import { FooterRow, Sheet } from "@/components/sheet";
import { sayDay } from "@/components/time-format";
import { useToast } from "@/components/toast";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { UndoPreview } from "@/lib/customers/preview-undo";
import { reasonKindOf } from "@/lib/operations/reason-kind";
import { showFieldErrors, useActionForm } from "../../../../use-action-form";
import type { Why } from "../comp/use-comp-write";
import { emptyWhy, freeWhySchemaOf, isWhyField, whySchemaOf } from "../comp/why";
import { WhyFields } from "../comp/why-fields";
import { compareLevels, comparePurchases } from "../conflict/compare-access";
import { Conflict } from "../conflict/conflict";
import { toChanges } from "../edit-profile/changes";
import { compareUpdate, knownOf } from "../edit-profile/compare-update";
import { emptyDraft } from "../edit-profile/draft";
import type { SheetProps } from "../sheet-props";
import { useDone } from "../use-done";
import { isConflict } from "../use-write";
import { WriteNotice } from "../write-notice";
import { sayUndone } from "./say-undone";
import { useUndo } from "./use-undo";

type UndoFormProps = Omit<SheetProps, "role"> & {
  operationId: string;
  title: ReactNode;
  subtitle: ReactNode;
  about: ReactNode;
  preview: UndoPreview;
  /** The customer as they are now; `page` is what the preview was computed from. */
  current: CustomerPage;
  /** Reads customer and preview anew. */
  onReadAgain: () => Promise<CustomerPage | undefined>;
};

/** The undo is worked out anew from what is there then, so nothing of it is anybody's to give up. */
const compareUndone = (before: CustomerPage, after: CustomerPage, now: number) => [
  ...compareUpdate(emptyDraft, knownOf(before), knownOf(after)).map((row) => ({ ...row, apart: true as const })),
  ...compareLevels(before.view, after.view, now),
  ...comparePurchases(before.view, after.view),
];

/** What an undo would change, why it is done, and one button that says what it does. */
export function UndoForm({
  operationId,
  title,
  subtitle,
  about,
  page,
  current,
  preview,
  refused,
  settings,
  onClose,
  onReadAgain,
}: UndoFormProps) {
  const formId = useId();
  const { timeZone, now } = useClock();
  const done = useDone(refused);
  const toast = useToast();
  const kind = reasonKindOf(preview.operation);
  const schema = kind ? whySchemaOf(settings.reasons) : freeWhySchemaOf(settings.reasons);
  const form = useActionForm<Why, Why>(schema as ReturnType<typeof whySchemaOf>, emptyWhy);
  const write = useUndo(operationId, {
    page,
    preview,
    onDone: (applied) => {
      done({ ...sayUndone(preview, applied.page, timeZone), undone: operationId }, applied);
      onClose();
    },
    onAsked: () => {
      toast({
        outcome: "done",
        title: "Asked for approval.",
        text: "Nothing was sent to Adapty. A colleague decides.",
      });
      onClose();
    },
  });
  const { state, locked, waiting } = write;
  const sending = state.kind === "sending";
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.kind === "failed") notice.current?.scrollIntoView({ block: "nearest" });
  }, [state]);

  const through = (go: typeof write.undo | typeof write.askToUndo) =>
    form.handleSubmit(async (why) => {
      const result = await go(why);
      if (result && !result.ok) showFieldErrors(form, result.error.fields, isWhyField);
    });
  const send = through(write.undo);
  const lookAgain = async () => {
    const read = await onReadAgain();
    if (read) write.acceptCurrent(read);
  };
  const changes = preview.edit
    ? toChanges(preview.edit, page.view.attributes, page.lastSet)
    : preview.changes.map(({ what, now, after }) => ({
        what,
        now: <Sentence parts={now} />,
        after: <Sentence parts={after} />,
      }));

  return (
    <Sheet
      title={title}
      subtitle={subtitle}
      busy={sending}
      dirty={form.formState.isDirty && !locked}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={sending} onClose={onClose}>
            {waiting ? "Close" : "Cancel"}
          </CancelButton>
          <Button
            type="submit"
            form={formId}
            kind="primary"
            busy={sending}
            disabledReason={waiting && `${waiting}: checking`}
          >
            {preview.button}
            {preview.until !== undefined && ` until ${sayDay(preview.until, timeZone)}`}
          </Button>
        </FooterRow>
      }
    >
      {about}
      <NowAfter changes={changes} />
      {preview.leaves.length > 0 && (
        <Notice tone="info" title="Good to know">
          <div className="space-y-1.5">
            {preview.leaves.map((parts, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they never change while the sheet is open.
              <p key={at}>
                <Sentence parts={parts} />
              </p>
            ))}
          </div>
        </Notice>
      )}
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!locked) void send();
        }}
      >
        <fieldset disabled={locked} className="min-w-0 space-y-5">
          <WhyFields form={form} reasons={settings.reasons} kind={kind} />
        </fieldset>
      </form>
      <div ref={notice}>
        <WriteNotice
          state={state}
          onCheck={() => void write.check()}
          onSendAgain={() => void send()}
          conflict={
            isConflict(state) && (
              <Conflict
                rows={compareUndone(write.looked.page, current, now)}
                looked={write.looked.page}
                page={current}
                tried={state}
                locked={locked}
                onGoOn={() => void lookAgain()}
              />
            )
          }
          onAsk={() => void through(write.askToUndo)()}
        />
      </div>
    </Sheet>
  );
}
