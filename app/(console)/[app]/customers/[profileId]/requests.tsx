"use client";

import { useClock } from "@/components/clock";
import { Notice } from "@/components/notice";
import { PageLink } from "@/components/page-link";
import { Sentence } from "@/components/sentence";
import { sayRelative } from "@/components/time-format";
import type { Answer } from "@/lib/approvals/list-answers";
import type { CustomerPage } from "@/lib/customers/customer-page";

type RequestsProps = { page: Pick<CustomerPage, "waiting" | "answered">; mayOpen: boolean };

const Title = ({ id, title, mayOpen }: { id: string; title: string; mayOpen: boolean }) =>
  mayOpen ? (
    <PageLink href={`/approvals/${id}`} className="link">
      {title}
    </PageLink>
  ) : (
    title
  );

const sayWritten = {
  applied: "Adapty confirmed it.",
  rejected: "Adapty refused it: the customer is as before.",
  not_applied: "It has not arrived at Adapty yet.",
  prepared: "It has not been sent yet.",
  sent: "Not confirmed yet: we are checking with Adapty.",
  unknown: "Not confirmed yet: we are checking with Adapty.",
  needs_human: "Not confirmed: what Adapty shows does not tell whether it was done.",
} as const;

/** What the one who asked is told: yes or no, by whom, and why not. */
function Answered({ answer, mayOpen, now }: { answer: Answer; mayOpen: boolean; now: number }) {
  const { id, title, said, state, by, note, written, at } = answer;
  const approved = state === "approved";
  const isDone = approved && written === "applied";
  return (
    <Notice
      tone={isDone ? "active" : approved ? "info" : "warning"}
      title={approved ? "Your request was approved" : "Your request was rejected: nothing was sent"}
    >
      <p>
        <Title id={id} title={title} mayOpen={mayOpen} />: <Sentence parts={said} />.
        {approved && written && ` ${sayWritten[written]}`}
      </p>
      {note && (
        <p>
          “<bdi>{note}</bdi>”
        </p>
      )}
      <p className="text-sm text-ink-soft">
        <bdi>{by}</bdi>, {sayRelative(Math.min(Date.parse(at), now), now)}
      </p>
    </Notice>
  );
}

/** What was asked for and waits for a second person, before anybody asks for it again; and what became of one's own requests. */
export function Requests({ page: { waiting, answered }, mayOpen }: RequestsProps) {
  const { now } = useClock();
  return (
    <div className="space-y-3 pb-6">
      {answered.map((answer) => (
        <Answered key={answer.id} answer={answer} mayOpen={mayOpen} now={now} />
      ))}
      {waiting.length > 0 && (
        <Notice tone="info" title="Waiting for approval">
          <ul className="space-y-1">
            {waiting.map(({ id, title, said, by, at }) => (
              <li key={id} className="break-words">
                <Title id={id} title={title} mayOpen={mayOpen} />: <Sentence parts={said} />, asked by <bdi>{by}</bdi>{" "}
                {sayRelative(Math.min(Date.parse(at), now), now)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
