import { Columns } from "@/components/columns";
import { Notice } from "@/components/notice";
import { NowAfter } from "@/components/now-after";
import { PageHeader } from "@/components/page-header";
import { PageLink } from "@/components/page-link";
import { Section, SideSection } from "@/components/section";
import { Sentence } from "@/components/sentence";
import { Time } from "@/components/time";
import { showSigns } from "@/lib/access/words";
import { openRequest } from "@/lib/approvals/open-request";
import { requireAgent } from "@/lib/auth/session";
import { readSettings } from "@/lib/settings/store";
import { Refusal } from "../../refusal";
import { RequestStatus } from "../request-status";
import { Asked } from "./asked";
import { Decide } from "./decide";
import { HistoryFacts } from "./history-facts";
import { Losses } from "./losses";

export const metadata = { title: "A request" };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const crumbs = [{ href: "/approvals", label: "Approvals" }];

export default async function RequestPage({ params }: { params: Promise<{ id: string }> }) {
  const seen = await requireAgent("approval.request");
  if (!seen.ok) return <Refusal title="A request" why={seen.message} />;
  const { id } = await params;
  const [opened, { reasons }] = await Promise.all([
    UUID.test(id) ? openRequest(seen.agent, id, new Date()) : undefined,
    readSettings(),
  ]);
  if (!opened) {
    return (
      <div className="max-w-160 space-y-4">
        <PageHeader title="No such request" crumbs={crumbs} />
        <p className="text-ink-soft">There is none at this address, or it is not yours to see.</p>
      </div>
    );
  }
  const { request, approval, own, mayNot, history, look } = opened;
  const { title, said, customerUserId, profileId, app, requester } = request;
  return (
    <div className="space-y-6 pb-10">
      <PageHeader
        title={title}
        crumbs={crumbs}
        facts={
          <>
            <RequestStatus request={look && "changed" in look ? { ...request, state: "stale" } : request} />
            <span className="break-words">
              for{" "}
              <PageLink href={`/${app}/customers/${profileId}`} className="link">
                <bdi>{showSigns(customerUserId ?? "an anonymous customer")}</bdi>
              </PageLink>
            </span>
          </>
        }
      />
      <Columns
        main={
          <>
            <Section title="What is asked for">
              <p className="break-words pb-3">
                <Sentence parts={said} />
              </p>
              {look && "preview" in look && (
                <NowAfter
                  changes={[
                    { now: <Sentence parts={look.preview.now} />, after: <Sentence parts={look.preview.after} /> },
                  ]}
                />
              )}
              {look && "unread" in look && (
                <Notice tone="warning" title="The customer could not be read just now">
                  <p>{look.unread} Nothing can be approved unseen: reload to try again.</p>
                </Notice>
              )}
            </Section>
            {look && "preview" in look && look.losses && <Losses losses={look.losses} />}
            <Section title="Why a second person">
              <p>{own ? request.needs : `They were told: “${request.needs}”`}</p>
            </Section>
            <Decide
              request={request}
              payloadHash={approval.payloadHash}
              own={own}
              mayNot={mayNot?.message}
              look={look}
            />
          </>
        }
        side={
          <>
            <SideSection title="Who asks">
              <p className="break-words">
                {own ? "You" : <bdi>{requester.email}</bdi>}, {requester.role}
              </p>
              <p className="text-sm text-ink-soft">
                <Time at={request.requestedAt} relative="beside" />
              </p>
              {look && !("changed" in look) && (
                <p className="text-sm text-ink-soft">
                  {request.state === "waiting" ? "Waits until" : "Can be run again until"}{" "}
                  <Time at={request.expiresAt} />
                </p>
              )}
              {history && <HistoryFacts history={history} gives={request.name !== "profile.delete"} />}
            </SideSection>
            <Asked request={request} payload={approval.payload} payloadHash={approval.payloadHash} reasons={reasons} />
          </>
        }
      />
    </div>
  );
}
