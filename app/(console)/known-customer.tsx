import { PageLink } from "@/components/page-link";
import { Time } from "@/components/time";
import type { Known } from "@/lib/customers/find-known";

/** Whom the console knew by an id that Adapty knows nobody by: what became of them, and the way to what is kept. */
export function KnownCustomer({ app, known: { profileId, deleted } }: { app: string; known: Known }) {
  return (
    <p>
      {deleted ? (
        <>
          Deleted at Adapty, from here, on <Time at={deleted.at} />: asked for by <bdi>{deleted.by}</bdi>
          {deleted.approver && (
            <>
              , approved by <bdi>{deleted.approver}</bdi>
            </>
          )}
          .{" "}
        </>
      ) : (
        "A customer was known here by this id before. "
      )}
      <PageLink href={`/${app}/customers/${profileId}`} className="link">
        {deleted ? "See what is kept here" : "Open that customer"}
      </PageLink>
    </p>
  );
}
