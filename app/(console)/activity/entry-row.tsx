import type { ReactNode } from "react";
import { CodeId } from "@/components/code-id";
import { PageLink } from "@/components/page-link";
import { Sentence } from "@/components/sentence";
import { Cell, Row } from "@/components/table";
import { Time } from "@/components/time";
import { customerName } from "@/lib/access/words";
import { canBeUndone, nameOperation, tellRequest } from "@/lib/operations/describe-request";
import type { ListedOperation } from "@/lib/operations/list-operations";
import type { Counterpart } from "@/lib/operations/undo/list-undoers";
import type { Reason } from "@/lib/settings/reasons";
import { OperationStatus } from "../operation-status";
import { Undoes, UndoneBy } from "../undone-by";
import { EntryDetails } from "./entry-details";

type Linked = Counterpart & { href: string | undefined };

type EntryRowProps = {
  entry: ListedOperation;
  reasons: Reason[];
  /** Undefined where there is one app only. */
  appName: string | undefined;
  mayOpen: boolean;
  mayReveal: boolean;
  /** Whether who reads it may undo, where it can be. */
  mayUndo?: boolean;
  /** What undid it, and where that stands. */
  undone?: Linked | undefined;
  /** What it undoes, and where that stands. */
  undoes?: Linked | undefined;
  /** What is to be done about it. */
  children?: ReactNode;
};

export function EntryRow(props: EntryRowProps) {
  const { entry, reasons, appName, mayOpen, mayReveal, mayUndo, undone, undoes, children } = props;
  const reason = reasons.find(({ code }) => code === entry.reason)?.label ?? entry.reason;
  const customer = customerName(entry.customerUserId, entry.profileId);
  return (
    <Row id={entry.id}>
      <Cell
        label="When and who"
        nowrap
        note={
          <>
            <bdi>{entry.agent.email}</bdi>, {entry.agent.elevationId ? "with emergency access" : entry.agent.role}
            {entry.approver && (
              <span className="block">
                approved by <bdi>{entry.approver.email}</bdi>, {entry.approver.role}
              </span>
            )}
          </>
        }
      >
        <Time at={entry.createdAt} />
      </Cell>
      <Cell label="What">
        <div className="@4xl:min-w-104">
          <p className="flex flex-wrap items-center gap-x-2">
            <span className="font-medium">{nameOperation(entry)}</span>
            <OperationStatus state={entry.state} attempts={entry.attempts} />
          </p>
          <p>
            <Sentence parts={tellRequest(entry)} />
          </p>
          {entry.message && entry.state !== "applied" && <p className="text-sm text-ink-soft">{entry.message}</p>}
          <EntryDetails entry={entry} reasons={reasons} mayReveal={mayReveal} />
          {undoes && <Undoes {...undoes} />}
          {undone && <UndoneBy {...undone} />}
          {mayUndo && mayOpen && !undone && canBeUndone(entry) && (
            <p className="pt-1 text-sm">
              <PageLink href={`/${entry.app}/customers/${entry.profileId}?undo=${entry.id}`} className="link">
                Undo <span className="sr-only">{nameOperation(entry)}</span>
              </PageLink>
            </p>
          )}
          {children}
        </div>
      </Cell>
      <Cell label="Customer" note={appName}>
        {mayOpen ? (
          <PageLink href={`/${entry.app}/customers/${entry.profileId}`} className="link">
            <bdi>{customer}</bdi>
          </PageLink>
        ) : (
          <CodeId id={entry.customerUserId ?? entry.profileId} what="customer id" />
        )}
      </Cell>
      <Cell label="Why" words note={entry.ticket && <bdi>{entry.ticket}</bdi>}>
        {reason ?? (entry.ticket || entry.note ? "" : "No reason asked")}
        {entry.note && (
          <p className="text-sm">
            <bdi>{entry.note}</bdi>
          </p>
        )}
      </Cell>
    </Row>
  );
}
