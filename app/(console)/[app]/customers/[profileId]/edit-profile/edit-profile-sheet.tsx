"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/button";
import type { Change } from "@/components/now-after";
import { FooterRow, Sheet } from "@/components/sheet";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import { updateProfile } from "../actions";
import { Conflict } from "../conflict/conflict";
import type { SheetProps } from "../sheet-props";
import { useDone } from "../use-done";
import { isConflict, useWrite } from "../use-write";
import { WriteNotice } from "../write-notice";
import type { Why } from "./build-update";
import { toChanges } from "./changes";
import { compareUpdate, knownOf, settleDraft } from "./compare-update";
import { EditStep } from "./edit-step";
import { listFinal } from "./final-fields";
import { focusFirstError } from "./focus-first-error";
import { ReviewStep } from "./review-step";
import { sayOutcome } from "./say-outcome";
import { count } from "./say-value";
import { useEditForm } from "./use-edit-form";

type Sent = { body: ProfileUpdate; why: Why; rows: string[]; changes: Change[]; final: string[] };

/** Edit profile: choose the changes, read them back in words, save. */
export function EditProfileSheet({ app, page, role, refused, settings, onClose }: SheetProps) {
  const { attributes, attributeCount, customerUserId, profileId } = page.view;
  const form = useEditForm({ attributes, count: attributeCount });
  const { built, draft } = form;
  const { state, send, check, looked, acceptCurrent, locked, waiting, operationId } = useWrite(
    "profile.update",
    updateProfile,
    page,
  );
  const done = useDone(refused);
  const formId = useId();
  const content = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const [step, setStep] = useState<"edit" | "review">("edit");
  const [errorsToShow, setErrorsToShow] = useState(0);
  const [sent, setSent] = useState<Sent | null>(null);
  const [leftOver, setLeftOver] = useState<string[]>([]);

  useEffect(() => {
    if (errorsToShow > 0) focusFirstError(content.current);
  }, [errorsToShow]);

  useEffect(() => {
    if (state.kind === "failed") notice.current?.scrollIntoView({ block: "nearest" });
  }, [state]);

  useEffect(() => {
    if (state.kind !== "done" || !sent) return;
    const title = `Saved ${count(sent.changes.length, "change")}`;
    done({ title, ...sayOutcome(sent.body, state.page.view.attributes) }, { operationId, page: state.page });
    onClose();
  }, [state, sent, operationId, done, onClose]);

  const goBack = (withErrors: boolean) => {
    setStep("edit");
    if (withErrors) {
      form.showAll();
      setErrorsToShow((times) => times + 1);
    }
  };
  const review = () => (built.body ? setStep("review") : goBack(true));

  const save = async (what: Sent) => {
    setSent(what);
    const result = await send({ why: what.why, body: what.body });
    if (!result || result.ok) return;
    const { outcome, fields } = result.error;
    const toMend = outcome === "refused" || outcome === "not_sent";
    const { placed, leftOver } = form.refuse(toMend ? fields : [], what.rows);
    setLeftOver(leftOver);
    if (placed > 0) goBack(true);
  };
  // What was said against a second sending mends nothing while the first is not confirmed: it is told, in the notice.
  const told =
    waiting && state.kind === "failed" ? (state.failure.fields ?? []).map(({ message }) => message) : leftOver;

  const { body, why, rows, changeCount, issues } = built;
  const fresh: Sent | null = body && {
    body,
    why,
    rows,
    changes: toChanges(body, attributes, page.lastSet),
    final: listFinal(body, page.lastSet),
  };
  // While an outcome is unknown, the very bytes that were sent stay on the screen and are sent again.
  const shown = locked || state.kind === "done" ? sent : fresh;
  const reviewing = step === "review" && shown !== null;
  const changes = reviewing ? shown.changes.length : changeCount;

  const forbidden = refused["profile.update"];
  const nothing = changes === 0 ? "Nothing is changed yet." : undefined;
  const unsent = state.kind !== "done" && !locked;
  const dirty = unsent && (changeCount > 0 || issues.length > 0 || Boolean(draft.note || draft.ticket));

  return (
    <Sheet
      title="Edit profile"
      subtitle={
        <>
          <bdi className="break-all">{customerUserId ?? profileId}</bdi> in {app.name}
        </>
      }
      busy={state.kind === "sending"}
      dirty={dirty}
      onClose={onClose}
      footer={
        reviewing ? (
          <FooterRow note={`${count(changes, "change")} to save`}>
            <Button onClick={() => goBack(false)} disabledReason={locked ? "This is being settled first." : undefined}>
              Back
            </Button>
            <Button
              kind="primary"
              busy={state.kind === "sending"}
              disabledReason={forbidden ?? (waiting ? `${waiting}.` : nothing)}
              onClick={() => save(shown)}
            >
              Save {count(changes, "change")}
            </Button>
          </FooterRow>
        ) : (
          <FooterRow note={changes > 0 ? "Nothing is sent yet." : undefined}>
            <Button onClick={onClose}>Cancel</Button>
            <Button kind="primary" type="submit" form={formId} disabledReason={forbidden ?? nothing}>
              Review {changes > 0 ? count(changes, "change") : "changes"}
            </Button>
          </FooterRow>
        )
      }
    >
      <form
        id={formId}
        ref={content}
        className="space-y-6"
        onSubmit={(event) => {
          event.preventDefault();
          if (!reviewing) review();
        }}
      >
        <div ref={notice} className="empty:hidden">
          <WriteNotice
            state={state}
            leftOver={told}
            onCheck={check}
            onSendAgain={() => shown && save(shown)}
            conflict={
              isConflict(state) && (
                <Conflict
                  rows={compareUpdate(draft, knownOf(looked.page), knownOf(page))}
                  looked={looked.page}
                  page={page}
                  tried={state}
                  locked={locked}
                  onGoOn={(chosen) => {
                    form.change("custom_attributes", settleDraft(draft, chosen));
                    acceptCurrent(page);
                  }}
                />
              )
            }
          />
        </div>
        {reviewing ? (
          <ReviewStep {...shown} installation={Boolean(shown.body.installation_meta)} />
        ) : (
          <EditStep
            form={form}
            customer={{ app: app.id, profileId }}
            lastSet={page.lastSet}
            role={role}
            reasons={settings.reasons}
          />
        )}
      </form>
    </Sheet>
  );
}
