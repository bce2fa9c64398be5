import { buttonClass } from "@/components/button-class";
import { CodeId } from "@/components/code-id";
import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { PageLink } from "@/components/page-link";
import { Time } from "@/components/time";
import { showSigns } from "@/lib/access/words";
import type { Refusals } from "@/lib/auth/permissions";
import type { GoneCustomer } from "@/lib/customers/gone-customer";
import type { Settings } from "@/lib/settings/settings";
import { Activity } from "./activity";
import { EraseButton } from "./erase/erase-button";

type GoneProps = {
  app: { id: string; name: string };
  profileId: string;
  gone: GoneCustomer;
  refused: Refusals;
  settings: Pick<Settings, "reasons">;
};

/** Instead of a customer whom Adapty does not know (any more): what became of them as far as we know, and what was done from here. */
export function Gone({ app, profileId, gone: { deleted, customerUserId, activity }, refused, settings }: GoneProps) {
  const mayErase = refused["customer.erase"] === undefined;
  return (
    <div className="max-w-160 pb-10">
      <PageHeader
        title={deleted ? "Deleted customer" : "No such customer"}
        facts={
          <>
            {customerUserId !== null && (
              <span className="inline-flex items-center gap-1.5">
                Last known as <CodeId id={showSigns(customerUserId)} what="customer user id" keep={[16, 6]} />
              </span>
            )}
            <span className="inline-flex items-center gap-1.5">
              Profile <CodeId id={profileId} what="profile id" />
            </span>
          </>
        }
      />
      <div className="space-y-8">
        <Notice
          tone="info"
          title={deleted ? "Deleted at Adapty, from here" : `Adapty has no profile with this id in ${app.name}`}
          actions={
            <PageLink href="/" className={buttonClass("plain", "sm")}>
              Find another customer
            </PageLink>
          }
        >
          {deleted ? (
            <div className="space-y-1">
              <p>
                <bdi>{deleted.by}</bdi> asked for it
                {deleted.approver && (
                  <>
                    , <bdi>{deleted.approver}</bdi> approved it
                  </>
                )}
                . Gone since <Time at={deleted.at} />.
              </p>
              <p>
                If the customer opens the app again, Adapty makes a new profile, and purchases may come back with it:
                look for them by customer user id.
              </p>
            </div>
          ) : (
            <p>It may have been deleted elsewhere, or it belongs to another app.</p>
          )}
        </Notice>
        {(activity.length > 0 || mayErase) && (
          <Activity activity={activity} settings={settings} app={app.id} profileId={profileId}>
            <EraseButton app={app} profileId={profileId} disabledReason={refused["customer.erase"]} />
          </Activity>
        )}
      </div>
    </div>
  );
}
