import { PageLink } from "@/components/page-link";
import { Sentence } from "@/components/sentence";
import { Cell, Row } from "@/components/table";
import { Time } from "@/components/time";
import { showSigns } from "@/lib/access/words";
import type { ToldRequest } from "@/lib/approvals/list-approvals";
import { RequestStatus } from "./request-status";

export const requestColumns = [{ label: "What" }, { label: "For whom" }, { label: "Asked" }, { label: "State" }];

export function RequestRow({ request, own }: { request: ToldRequest; own: boolean }) {
  const { id, title, said, customerUserId, profileId, requester, requestedAt, decider, decisionNote } = request;
  return (
    <Row>
      <Cell label="What">
        <PageLink href={`/approvals/${id}`} className="link font-medium">
          {title}
        </PageLink>
        <p>
          <Sentence parts={said} />
        </p>
      </Cell>
      <Cell label="For whom">
        <bdi>{showSigns(customerUserId ?? `Profile ${profileId.slice(0, 8)}`)}</bdi>
      </Cell>
      <Cell label="Asked">
        <p>{own ? "You" : <bdi>{requester.email}</bdi>}</p>
        <p className="text-sm text-ink-soft">
          <Time at={requestedAt} />
        </p>
      </Cell>
      <Cell label="State">
        <RequestStatus request={request} />
        {decider && request.state !== "withdrawn" && (
          <p className="text-sm text-ink-soft">
            by <bdi>{decider.email}</bdi>
          </p>
        )}
        {decisionNote && (
          <p className="text-sm">
            <bdi>{decisionNote}</bdi>
          </p>
        )}
      </Cell>
    </Row>
  );
}
