import { Definition, Definitions } from "@/components/definitions";
import { Money } from "@/components/money";
import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import { Sentence } from "@/components/sentence";
import { groupDigits } from "@/lib/access/group-digits";
import type { Losses as Lost } from "@/lib/approvals/losses";

const unknown = "Adapty does not say";

function AccessNow({ access }: Pick<Lost, "access">) {
  if (!access) return unknown;
  if (access.length === 0) return "none";
  return access.map((parts, position) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn once
    <p key={position}>
      <Sentence parts={parts} />
    </p>
  ));
}

/** For who answers for a deletion: what goes for good, and what it does not stop. */
export function Losses({ losses }: { losses: Lost }) {
  const { access, subscriptions, purchases, revenueUsd, charging } = losses;
  return (
    <>
      <Section title="What is lost">
        <Definitions>
          <Definition name="Access now">
            <AccessNow access={access} />
          </Definition>
          <Definition name="Subscriptions">
            {subscriptions
              ? `${groupDigits(subscriptions.count)}, paid and running now: ${subscriptions.running}`
              : unknown}
          </Definition>
          <Definition name="One-time purchases">
            {purchases === undefined ? unknown : groupDigits(purchases)}
          </Definition>
          <Definition name="Spent so far">
            {revenueUsd === undefined ? unknown : <Money amount={revenueUsd} currency="USD" />}
          </Definition>
        </Definitions>
      </Section>
      <Notice tone="warning" title="This cannot be undone">
        <p>
          Adapty deletes the profile for good: ids, personal data, attributes, access, and its tie to every purchase.
        </p>
        {charging.length > 0 ? (
          <>
            <p>The store goes on charging: only the customer, or the store, can end these.</p>
            <ul className="list-disc pl-5">
              {charging.map((parts, position) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn once
                <li key={position}>
                  <Sentence parts={parts} />
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p>No store subscription is known that renews. If there is one, the store goes on charging for it.</p>
        )}
      </Notice>
    </>
  );
}
