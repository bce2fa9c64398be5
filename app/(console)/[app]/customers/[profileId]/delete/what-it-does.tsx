import { Checkbox } from "@/components/checkbox";
import { Notice } from "@/components/notice";

/** What Adapty deletes, what goes on regardless, and what may come back. Source: Adapty's documentation, Delete profile. */
export function WhatItDoes({ app }: { app: { name: string } }) {
  return (
    <div className="space-y-4">
      <div className="space-y-1.5">
        <h3 className="font-semibold">Deleted at Adapty, for good</h3>
        <ul className="list-disc space-y-1.5 pl-5">
          <li>the profile in {app.name}: ids, personal data, attributes and access</li>
          <li>its tie to everything this customer bought, and its events in Adapty's feed</li>
        </ul>
      </div>
      <div className="space-y-1.5">
        <h3 className="font-semibold">Not stopped by this</h3>
        <p>
          A store subscription goes on charging: only the customer, or the store, ends it. At the next start of the app
          Adapty makes a new profile, and a purchase or a restore there brings the purchases back. Their events then go
          out a second time.
        </p>
      </div>
      <p>
        Nobody deletes alone: an admin other than you looks at it within 72 hours, and approving it sends it. It cannot
        be undone. What this console keeps of the customer stays until it is erased here.
      </p>
    </div>
  );
}

type PayingProps = { acknowledged: boolean; onAcknowledge: (acknowledged: boolean) => void };

/** For who has access that was bought: to be taken note of. */
export function Paying({ acknowledged, onAcknowledge }: PayingProps) {
  return (
    <Notice tone="warning" title="This customer has access that was bought, or may have been">
      <p className="pb-1">It ends with the profile, and the store goes on charging for it.</p>
      <Checkbox
        label="I know that this ends paid access, refunds nothing and stops no billing."
        checked={acknowledged}
        onChange={({ target }) => onAcknowledge(target.checked)}
      />
    </Notice>
  );
}
