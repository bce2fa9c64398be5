"use client";

import { type ReactNode, Suspense } from "react";
import { Button } from "@/components/button";
import { SideSection } from "@/components/section";
import { Sentence } from "@/components/sentence";
import { Time } from "@/components/time";
import type { ToldEntry } from "@/lib/operations/describe-request";
import type { Settings } from "@/lib/settings/settings";
import { lazyPart } from "../../../lazy-part";
import { isOpen, OperationStatus } from "../../../operation-status";
import { UndoneBy } from "../../../undone-by";

const CheckNow = lazyPart(() => import("./check-now").then(({ CheckNow }) => CheckNow));

type ActivityProps = {
  activity: ToldEntry[];
  settings: Pick<Settings, "reasons">;
  app: string;
  profileId: string;
  /** Opens what undoes one of them; absent where there is nobody to do it to. */
  onUndo?: (operationId: string) => void;
  /** Why the role may not undo. */
  undoReason?: string | undefined;
  /** What can be done with all of it. */
  children?: ReactNode;
};

/** What was done from here on this customer, newest first, with what became of it. */
export function Activity({ activity, settings, app, profileId, onUndo, undoReason, children }: ActivityProps) {
  const reasonLabel = (code: string | null) => settings.reasons.find((reason) => reason.code === code)?.label ?? code;
  return (
    <SideSection title="Done from here" aside={activity.length > 0 && activity.length}>
      {activity.length === 0 ? (
        <p className="text-ink-soft">Nothing yet. Changes made elsewhere are not listed.</p>
      ) : (
        <ol className="space-y-4">
          {activity.map((entry) => (
            <li key={entry.id} id={entry.id} className="scroll-mt-24 space-y-0.5">
              <p className="flex flex-wrap items-center gap-x-2">
                <span className="font-medium">{entry.title}</span>
                {entry.state !== "applied" && <OperationStatus state={entry.state} />}
              </p>
              <p className="break-words">
                <Sentence parts={entry.said} />
              </p>
              {(entry.reason || entry.ticket) && (
                <p className="break-words text-sm text-ink-soft">
                  {[reasonLabel(entry.reason), entry.ticket && `ticket ${entry.ticket}`].filter(Boolean).join(", ")}
                </p>
              )}
              {entry.note && (
                <p className="break-words text-sm">
                  <bdi>{entry.note}</bdi>
                </p>
              )}
              {entry.message && entry.state !== "applied" && (
                <p className="break-words text-sm text-ink-soft">{entry.message}</p>
              )}
              <p className="text-sm text-ink-soft">
                <bdi>{entry.agent.email}</bdi>
                {entry.agent.elevationId && ", with emergency access"}
                {entry.approver && `, approved by ${entry.approver.email}`}, <Time at={entry.createdAt} />
              </p>
              {entry.undoes && <Undoes undone={activity.find(({ id }) => id === entry.undoes)} />}
              <Undo
                {...{ entry, onUndo, undoReason }}
                undoer={activity.find((one) => one.undoes === entry.id && one.state === "applied")}
              />
              {isOpen(entry.state) && (
                <Suspense>
                  <CheckNow id={entry.id} app={app} profileId={profileId} />
                </Suspense>
              )}
            </li>
          ))}
        </ol>
      )}
      {children && <div className="flex flex-wrap gap-2 pt-4">{children}</div>}
    </SideSection>
  );
}

type UndoProps = Pick<ActivityProps, "onUndo" | "undoReason"> & { entry: ToldEntry; undoer: ToldEntry | undefined };

/** What was done can be undone once, where it can be at all; whether the customer is still as it was left is asked then. */
function Undo({ entry, undoer, onUndo, undoReason }: UndoProps) {
  if (undoer) return <UndoneBy by={undoer.agent.email} at={undoer.createdAt} />;
  if (!entry.mayUndo || !onUndo) return null;
  return (
    <p>
      <Button size="sm" kind="quiet" disabledReason={undoReason} onClick={() => onUndo(entry.id)}>
        Undo <span className="sr-only">{entry.title}</span>
      </Button>
    </p>
  );
}

/** Of what takes something back: what that was, or that it is older than this list. */
const Undoes = ({ undone }: { undone: ToldEntry | undefined }) => (
  <p className="text-sm text-ink-soft">
    {undone ? (
      <>
        Undoes: {undone.title}, <Time at={undone.createdAt} />
      </>
    ) : (
      "Undoes what was done before"
    )}
  </p>
);
