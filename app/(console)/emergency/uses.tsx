"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { Empty } from "@/components/empty";
import { PageLink } from "@/components/page-link";
import { Status } from "@/components/status";
import { Cell, Row, Table } from "@/components/table";
import { Time } from "@/components/time";
import type { Act } from "@/lib/emergency/list-acts";
import type { ShownElevation } from "@/lib/emergency/list-elevations";
import { EndButton } from "./end-button";
import { ReviewSheet } from "./review-sheet";

const columns = [
  { label: "Who and when" },
  { label: "Why" },
  { label: "Done under it" },
  { label: "State" },
  { label: "Actions", hidden: true },
];

type UsesProps = {
  uses: ShownElevation[];
  /** What was done under those that may be reviewed. */
  acts: Act[];
  /** Who looks at it. */
  viewer: string;
  /** The uses that are their own, by whichever account, and wait for somebody else's review. */
  own: string[];
  /** Why this person may not review; undefined where they may. */
  refused: string | undefined;
};

const sayActs = (count: number) =>
  count === 0 ? "Nothing to customers" : count === 1 ? "1 change" : `${count} changes`;

export function Uses({ uses, acts, viewer, own, refused }: UsesProps) {
  const [open, setOpen] = useState<string | null>(null);
  const opened = uses.find(({ id }) => id === open);
  if (uses.length === 0) {
    return <Empty title="Nobody has used it">Each use appears here with its reason and what was done under it.</Empty>;
  }
  return (
    <>
      <Table caption="Uses of emergency access" columns={columns}>
        {uses.map((use) => (
          <Row key={use.id}>
            <Cell
              label="Who and when"
              note={
                <>
                  <bdi>{use.email}</bdi>, {use.role}
                </>
              }
            >
              <bdi>{use.name}</bdi>
              <span className="block">
                <Time at={use.startedAt} />
              </span>
            </Cell>
            <Cell label="Why" note={<bdi>{use.ticket}</bdi>}>
              <bdi>{use.reason}</bdi>
            </Cell>
            <Cell label="Done under it">
              {use.acts === 0 ? (
                sayActs(0)
              ) : (
                <PageLink href={`/activity?emergency=${use.id}`} className="link">
                  {sayActs(use.acts)}
                </PageLink>
              )}
            </Cell>
            <Cell label="State" note={use.review && <bdi>{use.review.note}</bdi>}>
              <State use={use} />
            </Cell>
            <Cell label="Actions">
              {!refused && use.running && use.userId !== viewer && <EndButton id={use.id} name={use.name} />}
              {!refused && !use.review && !use.running && (
                <Button
                  size="sm"
                  disabledReason={own.includes(use.id) ? "Nobody reviews their own" : undefined}
                  onClick={() => setOpen(use.id)}
                >
                  Review<span className="sr-only"> what {use.name} did</span>
                </Button>
              )}
            </Cell>
          </Row>
        ))}
      </Table>
      {opened && (
        <ReviewSheet
          use={opened}
          acts={acts.filter(({ elevationId }) => elevationId === opened.id)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function State({ use: { running, endsAt, review } }: { use: ShownElevation }) {
  if (review) {
    return (
      <>
        <Status tone="active">Reviewed</Status>
        <span className="block text-sm text-ink-soft">
          by <bdi>{review.by}</bdi>, <Time at={review.at} />
        </span>
      </>
    );
  }
  return (
    <>
      <Status tone={running ? "warning" : "unknown"}>{running ? "Runs" : "Waits for review"}</Status>
      <span className="block text-sm text-ink-soft">
        {endsAt === null ? "ended early" : running ? "until " : "ended "}
        {endsAt !== null && <Time at={endsAt} />}
      </span>
    </>
  );
}
