import { Definition, Definitions } from "@/components/definitions";
import type { History } from "@/lib/approvals/requester-history";

export function HistoryFacts({ history: { grants, onThisCustomer, asked, approved, rejected } }: { history: History }) {
  return (
    <div className="space-y-2 pt-3">
      <h3 className="text-sm text-ink-soft">Their last 30 days</h3>
      <Definitions>
        <Definition name="Grants">{grants}</Definition>
        <Definition name="To this customer">{onThisCustomer}</Definition>
        <Definition name="Other requests">
          {asked === 0 ? "none" : `${asked}: ${approved} approved, ${rejected} rejected`}
        </Definition>
      </Definitions>
    </div>
  );
}
