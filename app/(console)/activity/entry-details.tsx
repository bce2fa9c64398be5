import { CodeId } from "@/components/code-id";
import { Definition, Definitions } from "@/components/definitions";
import { Disclosure } from "@/components/disclosure";
import { Sentence } from "@/components/sentence";
import { Time } from "@/components/time";
import { showSigns } from "@/lib/access/words";
import { layOut } from "@/lib/adapty/lay-out";
import { GRANT, PROFILE, REVOKE, SET_TRANSACTION } from "@/lib/adapty/paths";
import type { OperationName } from "@/lib/operations/catalogue";
import { describeChange } from "@/lib/operations/describe-change";
import type { ListedOperation } from "@/lib/operations/list-operations";
import type { Reason } from "@/lib/settings/reasons";
import { MaskedIn } from "../reveal/masked-in";
import { DetailPart } from "./detail-part";
import { RequestFields } from "./request-fields";

const lines: Record<OperationName, string> = {
  "profile.update": `PATCH ${PROFILE}`,
  "transaction.set": `POST ${SET_TRANSACTION}`,
  "comp.grant": `POST ${SET_TRANSACTION}`,
  "comp.end": `POST ${SET_TRANSACTION}`,
  "comp.undo": `POST ${SET_TRANSACTION}`,
  "comp.reopen": `POST ${SET_TRANSACTION}`,
  "access.grant": `POST ${GRANT}`,
  "access.revoke": `POST ${REVOKE}`,
  "profile.delete": `DELETE ${PROFILE}`,
};

type EntryDetailsProps = { entry: ListedOperation; reasons: Reason[]; mayReveal: boolean };

/** The change as Adapty showed it, and the request as it was sent. The secret key was never part of what is kept. */
export function EntryDetails({ entry, reasons, mayReveal }: EntryDetailsProps) {
  return (
    <div className="w-0 min-w-full pt-1">
      <Disclosure summary={<span className="text-sm">Change and request</span>}>
        <div className="space-y-4">
          {entry.erasedAt ? (
            <p>
              What was asked and what it changed was erased on <Time at={entry.erasedAt} />. That it was done stays.
            </p>
          ) : (
            <Held entry={entry} reasons={reasons} mayReveal={mayReveal} />
          )}
          <Definitions>
            <Definition name="Operation">
              <CodeId id={entry.id} what="operation id" />
            </Definition>
            {entry.undoes && (
              <Definition name="Undoes">
                <CodeId id={entry.undoes} what="operation id" />
              </Definition>
            )}
            {entry.outcome?.requestId && (
              <Definition name="Adapty's request id">
                <CodeId id={entry.outcome.requestId} what="request id" />
              </Definition>
            )}
            {entry.outcome?.code && <Definition name="Answer">{showSigns(entry.outcome.code)}</Definition>}
            {entry.sentAt && (
              <Definition name={entry.attempts > 1 ? `Sent, ${entry.attempts} times, last` : "Sent"}>
                <Time at={entry.sentAt} />
              </Definition>
            )}
            {entry.settledAt && (
              <Definition name="Settled">
                <Time at={entry.settledAt} />
              </Definition>
            )}
          </Definitions>
        </div>
      </Disclosure>
    </div>
  );
}

function Held({ entry, reasons, mayReveal }: EntryDetailsProps) {
  const changes = describeChange(entry.before, entry.after);
  const body = entry.name === "profile.delete" ? [] : ["", layOut(entry.request)];
  const request = [lines[entry.name], `adapty-profile-id: ${entry.profileId}`, ...body].join("\n");
  return (
    <>
      <DetailPart title="Before and after, as Adapty showed it">
        {changes.length > 0 ? (
          <Definitions>
            {changes.map(({ what, before, after }) => (
              <Definition key={what} name={what}>
                <Sentence parts={before} /> <span aria-hidden="true">→</span>
                <span className="sr-only">then</span> <Sentence parts={after} />
              </Definition>
            ))}
          </Definitions>
        ) : (
          <p className="text-ink-soft">
            {entry.state === "applied"
              ? "Nothing that Adapty shows differed. Fields such as name or e-mail are never in its answer."
              : "Not known: Adapty did not confirm a change."}
          </p>
        )}
      </DetailPart>
      <DetailPart title={entry.attempts === 0 ? "Request, never sent" : "Request"}>
        <RequestFields request={entry.request} isEdit={entry.name === "profile.update"} raw={request} />
        {mayReveal && (
          <MaskedIn
            request={entry.request}
            of={{ app: entry.app, profileId: entry.profileId, operationId: entry.id }}
            reasons={reasons}
          />
        )}
      </DetailPart>
    </>
  );
}
