import { CodeId } from "@/components/code-id";
import { Definition, Definitions } from "@/components/definitions";
import { Disclosure } from "@/components/disclosure";
import { PageLink } from "@/components/page-link";
import { Sentence } from "@/components/sentence";
import { Time } from "@/components/time";
import { layOut } from "@/lib/adapty/lay-out";
import type { Held, ShownEvent } from "@/lib/audit/open-event";
import type { Reason } from "@/lib/settings/reasons";
import { MaskedIn } from "../../reveal/masked-in";
import { DetailPart } from "../detail-part";
import { RequestFields } from "../request-fields";
import { isSaid, sayFact, sayPath } from "./say-fact";

const hasFacts = (held: Held) => Object.keys(held).length > 0;

type EventDetailsProps = { event: ShownEvent; reasons: Reason[]; mayReveal: boolean };

/** What an event holds: the change, what else was kept of it, what is kept apart of a person, and its place in the chain. */
export function EventDetails({ event, reasons, mayReveal }: EventDetailsProps) {
  const { app, changes, erasedBy, operationId, target } = event;
  const { asked, ...detail } = event.detail;
  const { request, changes: attributes, ...personal } = event.personal;
  const { before, after } = (attributes ?? {}) as { before?: Held; after?: Held };
  const body = request ?? (typeof asked === "object" && !Array.isArray(asked) ? asked : undefined);
  return (
    <div className="w-0 min-w-full pt-1">
      <Disclosure summary={<span className="text-sm">Details of event {event.seq}</span>}>
        <div className="space-y-4">
          {changes && (
            <DetailPart title="Before and after">
              <Changes before={changes.before} after={changes.after} />
            </DetailPart>
          )}
          {hasFacts(detail) && (
            <DetailPart title="Also recorded">
              <Facts facts={detail} />
            </DetailPart>
          )}
          {(hasFacts(event.personal) || erasedBy.subject !== null) && (
            <DetailPart title="Kept apart, because it may say something of a person">
              {erasedBy.subject === null ? (
                <>
                  <Facts facts={personal} />
                  <Changes before={before ?? {}} after={after ?? {}} />
                </>
              ) : (
                <p>
                  It was erased on <Time at={erasedBy.subject.at} />, by event {erasedBy.subject.seq}. The event itself
                  stands.
                </p>
              )}
            </DetailPart>
          )}
          {body && (
            <DetailPart title="Asked of Adapty">
              <RequestFields request={body} isEdit={event.action === "profile.update"} raw={layOut(body)} />
              {mayReveal && target?.type === "profile" && app && operationId && (
                <MaskedIn request={body} of={{ app, profileId: target.id, operationId }} reasons={reasons} />
              )}
            </DetailPart>
          )}
          <DetailPart title="Proof">
            <Definitions>
              <Definition name="Event">{event.seq}</Definition>
              {erasedBy.actor !== null && (
                <Definition name="Who it was">
                  erased on <Time at={erasedBy.actor.at} />, by event {erasedBy.actor.seq}
                </Definition>
              )}
              <Ids event={event} />
              {operationId && (
                <Definition name="Operation">
                  <CodeId id={operationId} what="operation id" />{" "}
                  <PageLink href={`/activity/record?operation=${operationId}`} className="link">
                    All its events
                  </PageLink>
                </Definition>
              )}
            </Definitions>
          </DetailPart>
        </div>
      </Disclosure>
    </div>
  );
}

function Ids({ event: { target, requestId, hash, previousHash } }: { event: ShownEvent }) {
  const ids = [
    ["On whom", target?.id, `${target?.type} id`],
    ["Adapty's request id", requestId, "request id"],
    ["Hash", hash, "hash"],
    ["Hash before", previousHash, "hash before"],
  ] as const;
  return ids.map(
    ([name, id, what]) =>
      id && (
        <Definition key={name} name={name}>
          <CodeId id={id} what={what} />
        </Definition>
      ),
  );
}

const Facts = ({ facts }: { facts: Held }) => (
  <Definitions>
    {Object.entries(facts).map(([path, value]) => (
      <Definition key={path} name={sayPath(path)}>
        <Sentence parts={sayFact(value, path)} />
      </Definition>
    ))}
  </Definitions>
);

/** A side that does not hold the fact had none of it; what was none and stays none is no change. */
function Changes({ before, after }: { before: Held; after: Held }) {
  const paths = Object.keys({ ...before, ...after }).filter((path) => isSaid(before[path]) || isSaid(after[path]));
  return (
    <Definitions>
      {paths.map((path) => (
        <Definition key={path} name={sayPath(path)}>
          <Sentence parts={sayFact(before[path])} /> <span aria-hidden="true">→</span>
          <span className="sr-only">then</span> <Sentence parts={sayFact(after[path])} />
        </Definition>
      ))}
    </Definitions>
  );
}
