"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { useClock } from "@/components/clock";
import { Notice } from "@/components/notice";
import { FooterRow, Sheet } from "@/components/sheet";
import { sayHour } from "@/components/time-format";
import type { FieldError } from "@/lib/adapty/errors";
import { readClock } from "@/lib/clock/wall-clock";
import { compareLevels, levelRow } from "../conflict/compare-access";
import { Conflict } from "../conflict/conflict";
import type { SheetProps } from "../sheet-props";
import { isConflict } from "../use-write";
import { WriteNotice } from "../write-notice";
import type { Planned } from "./planned";
import type { useCompWrite } from "./use-comp-write";
import { isWhyField } from "./why";

/** Errors of these fields are shown beside the length, those of the reason beside themselves. */
const END_FIELDS = ["expires_at", "revoke_at", "starts_at"];

type Write = ReturnType<typeof useCompWrite>;

export const fieldErrorsOf = ({ state }: Pick<Write, "state">) =>
  state.kind === "failed" ? (state.failure.fields ?? []) : [];

/** Adapty files a date that it refuses under `value_error`, at times without a field: the end is the one value typed here. */
const isAboutEnd = ({ state }: Pick<Write, "state">, { field }: FieldError) =>
  field === null ? state.kind === "failed" && state.failure.code === "value_error" : END_FIELDS.includes(field);

/** What Adapty or the console said against the end that was sent. */
export const endErrorOf = (write: Pick<Write, "state">) =>
  fieldErrorsOf(write).find((error) => isAboutEnd(write, error))?.message;

type CompSheetProps = Pick<SheetProps, "app" | "page" | "onClose"> & {
  /** "Grant access to", before the customer's name. */
  doing: string;
  write: Write;
  levelId: string;
  planned: Planned;
  dirty: boolean;
  /** The moment the dates were counted anew, when the form had been open for too long. */
  renewedAt: number | undefined;
  button: { label: string; danger?: boolean; disabledReason: string | undefined };
  onSubmit: () => void;
  /** Outside the form: what opens a form of its own. */
  below?: ReactNode;
  children: ReactNode;
};

/** The frame that granting and ending share: fields, what became of the write, and one button that says what it does. */
export function CompSheet({
  app,
  page,
  onClose,
  doing,
  write,
  levelId,
  planned,
  dirty,
  renewedAt,
  button,
  onSubmit,
  below,
  children,
}: CompSheetProps) {
  const formId = useId();
  const { timeZone } = useClock();
  const { view } = page;
  const yours = planned.ok ? planned.plan.words.after : [planned.why];
  const sending = write.state.kind === "sending";
  const leftOver = fieldErrorsOf(write).filter(
    (error) => !isAboutEnd(write, error) && !(error.field && isWhyField(error.field)),
  );
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (write.state.kind === "failed") outcome.current?.scrollIntoView({ block: "nearest" });
  }, [write.state]);
  const renewed = renewedAt === undefined ? undefined : readClock(renewedAt, timeZone);
  return (
    <Sheet
      title={
        <>
          {doing} <bdi>{view.customerUserId ?? "an anonymous customer"}</bdi>
        </>
      }
      subtitle={`${app.name} · profile ${view.profileId.slice(0, 8)}…${view.profileId.slice(-4)}`}
      busy={sending}
      dirty={dirty && !write.locked}
      onClose={onClose}
      footer={
        <FooterRow>
          <CancelButton busy={sending} onClose={onClose}>
            {write.waiting ? "Close" : "Cancel"}
          </CancelButton>
          <Button
            type="submit"
            form={formId}
            kind={button.danger ? "danger" : "primary"}
            busy={sending}
            disabledReason={write.waiting ? `${write.waiting}: checking` : button.disabledReason}
          >
            {button.label}
          </Button>
        </FooterRow>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!write.locked && button.disabledReason === undefined) onSubmit();
        }}
      >
        <fieldset disabled={write.locked} className="min-w-0 space-y-5">
          {children}
        </fieldset>
      </form>
      {below}
      {renewed && (
        <Notice live tone="info" title="The dates were counted anew">
          <p>
            This form had been open for a while: they now count from {sayHour(renewed.hour, renewed.minute)}{" "}
            {renewed.zone}.
          </p>
        </Notice>
      )}
      <div ref={outcome}>
        <WriteNotice
          state={write.state}
          leftOver={leftOver.map(({ message }) => message)}
          onCheck={() => void write.check()}
          onSendAgain={() => (write.locked ? void write.sendSame() : onSubmit())}
          conflict={
            isConflict(write.state) && (
              <Conflict
                rows={compareLevels(write.looked.page.view, view, write.now).map((row) =>
                  row.id === levelRow(levelId) ? { ...row, yours } : row,
                )}
                looked={write.looked.page}
                page={page}
                tried={write.state}
                locked={write.locked}
                onGoOn={() => write.acceptCurrent(page)}
              />
            )
          }
        />
      </div>
    </Sheet>
  );
}
