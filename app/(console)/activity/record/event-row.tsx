import { CodeId } from "@/components/code-id";
import { PageLink } from "@/components/page-link";
import { Sentence } from "@/components/sentence";
import { Cell, Row } from "@/components/table";
import { Time } from "@/components/time";
import { showSigns } from "@/lib/access/words";
import { stranger, theConsole } from "@/lib/audit/event";
import type { Eraser, ShownEvent } from "@/lib/audit/open-event";
import type { Reason } from "@/lib/settings/reasons";
import { EventDetails } from "./event-details";
import { EventStatus } from "./event-status";
import { nameEvent } from "./name-event";
import { sayEvent } from "./say-event";
import { sayWhy } from "./say-why";
import { UnreadableEvent } from "./unreadable-event";

type EventRowProps = {
  event: ShownEvent;
  reasons: Reason[];
  /** Names of accounts by id. */
  names: ReadonlyMap<string, string>;
  /** Undefined where there is one app only. */
  appName: string | undefined;
  mayOpen: boolean;
  mayReveal: boolean;
};

const text = (value: unknown): string => (typeof value === "string" ? showSigns(value) : "");

export function EventRow({ event, reasons, names, appName, mayOpen, mayReveal }: EventRowProps) {
  const { reason, note, ticket } = sayWhy(event, reasons);
  const said = sayEvent(event);
  return (
    <Row>
      <Cell label="When and who" nowrap note={<Who actor={event.actor} erased={event.erasedBy.actor} />}>
        <Time at={event.at} />
      </Cell>
      <Cell label="What">
        <div className="@4xl:min-w-104">
          <p className="flex flex-wrap items-center gap-x-2">
            <span className="font-medium">{nameEvent(event.action, event.outcome ?? undefined)}</span>
            {event.outcome && <EventStatus outcome={event.outcome} wasSent={event.detail.attempt !== 0} />}
          </p>
          {event.unreadable && <UnreadableEvent unreadable={event.unreadable} />}
          {said.some(Boolean) && (
            <p>
              <Sentence parts={said} />
            </p>
          )}
          <EventDetails event={event} reasons={reasons} mayReveal={mayReveal} />
        </div>
      </Cell>
      <Cell label="On whom" note={event.target?.type === "profile" ? appName : undefined}>
        <OnWhom event={event} names={names} mayOpen={mayOpen} />
      </Cell>
      <Cell
        label="Why"
        words
        note={event.erasedBy.subject ? <Erased by={event.erasedBy.subject} /> : ticket && <bdi>{ticket}</bdi>}
      >
        {reason}
        {note && (
          <p className="text-sm">
            <bdi>{note}</bdi>
          </p>
        )}
      </Cell>
    </Row>
  );
}

const Erased = ({ by }: { by: Eraser }) => (
  <>
    erased on <Time at={by.at} />
  </>
);

function Who({ actor, erased }: { actor: ShownEvent["actor"]; erased: Eraser | null }) {
  if (actor.id === theConsole.id) return "The console itself";
  if (actor.id === stranger.id) return "Nobody signed in";
  return (
    <>
      {erased ? <Erased by={erased} /> : <bdi>{actor.email ?? actor.id}</bdi>}, {actor.role}
    </>
  );
}

function OnWhom({
  event: { target, app, actor, personal },
  names,
  mayOpen,
}: Omit<EventRowProps, "reasons" | "appName" | "mayReveal">) {
  if (!target) return null;
  if (target.type === "settings") return "Settings";
  if (target.type === "invitation") return <bdi>{text(personal.email) || "An invitation"}</bdi>;
  if (target.type === "account") {
    if (target.id === actor.id) return "Their own account";
    const name = names.get(target.id);
    return name ? <bdi>{name}</bdi> : <CodeId id={target.id} what="account id" />;
  }
  if (!mayOpen) return <CodeId id={target.id} what="profile id" />;
  return (
    <PageLink href={`/${app}/customers/${target.id}`} className="link">
      <bdi>{text(personal.customer_user_id) || `Profile ${target.id.slice(0, 8)}`}</bdi>
    </PageLink>
  );
}
