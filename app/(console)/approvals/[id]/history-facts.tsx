import { Definition, Definitions } from "@/components/definitions";
import type { History } from "@/lib/approvals/requester-history";

const sayDays = (days: number): string => `${days} ${days === 1 ? "day" : "days"}`;

/** `gives`: what they gave before is of concern, since this gives more. */
export function HistoryFacts({ history, gives }: { history: History; gives: boolean }) {
  const { grants, onThisCustomer, days, asked, approved, rejected } = history;
  return (
    <div className="space-y-2 pt-3">
      <h3 className="text-sm text-ink-soft">Their last 30 days, besides this request</h3>
      <Definitions>
        {gives && (
          <>
            <Definition name="Grants">{grants}</Definition>
            <Definition name="To this customer">{onThisCustomer}</Definition>
          </>
        )}
        <Definition name="Other requests">
          {asked === 0 ? "none" : `${asked}: ${approved} approved, ${rejected} rejected`}
        </Definition>
      </Definitions>
      {gives && (
        <>
          <h3 className="text-sm text-ink-soft">Days given in 90 days, besides this request</h3>
          <Definitions>
            <Definition name="By them, to anybody">
              {sayDays(days.byThem)}
              {days.forLife > 0 && `, and ${days.forLife} for life`}
            </Definition>
            <Definition name="By anybody, to this customer">{sayDays(days.toThisCustomer)}</Definition>
          </Definitions>
        </>
      )}
    </div>
  );
}
