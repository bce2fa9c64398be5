import { CodeId } from "@/components/code-id";
import { Definition, Definitions } from "@/components/definitions";
import { Disclosure } from "@/components/disclosure";
import { SideSection } from "@/components/section";
import type { ToldRequest } from "@/lib/approvals/list-approvals";
import type { Approval } from "@/lib/operations/approval";
import type { Reason } from "@/lib/settings/reasons";

type AskedProps = {
  request: ToldRequest;
  payload: Approval["payload"];
  payloadHash: string;
  reasons: Reason[];
};

/** The words of the one who asked, and to the letter what would be sent. */
export function Asked({ request, payload, payloadHash, reasons }: AskedProps) {
  if (!payloadHash) {
    return (
      <SideSection title="Request">
        <p className="text-ink-soft">What was asked for was erased with the customer's data.</p>
      </SideSection>
    );
  }
  const { why, body } = payload;
  return (
    <SideSection title="Request">
      <Definitions>
        <Definition name="Reason">
          {reasons.find(({ code }) => code === why.reason)?.label ?? why.reason ?? "none"}
        </Definition>
        {why.ticket && (
          <Definition name="Ticket">
            <bdi>{why.ticket}</bdi>
          </Definition>
        )}
        {why.note && (
          <Definition name="Note">
            <bdi>{why.note}</bdi>
          </Definition>
        )}
        {payload.target.undoes && (
          <Definition name="Undoes">
            <CodeId id={payload.target.undoes} what="id of the operation that it undoes" />
          </Definition>
        )}
        <Definition name="Operation">
          <CodeId id={request.operationId} what="operation id" />
        </Definition>
        <Definition name="Fingerprint">
          <CodeId id={payloadHash} what="fingerprint" />
        </Definition>
      </Definitions>
      <div className="pt-3">
        <Disclosure summary="Exact request">
          <pre className="overflow-x-auto font-mono text-sm">{JSON.stringify(body, null, 2)}</pre>
        </Disclosure>
      </div>
    </SideSection>
  );
}
