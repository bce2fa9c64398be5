import { Time } from "@/components/time";
import type { Failure } from "./action-failure";

/** Where the write stands that asked for the same and is not confirmed; beside what is filled in here. */
export function SameUnconfirmed({ same }: Pick<Failure, "same">) {
  if (!same) return null;
  const { operationId, app, profileId, by, at, inQueue } = same;
  const path = inQueue ? "/queue" : `/${app}/customers/${profileId}`;
  return (
    <p className="text-sm">
      Sent by <bdi>{by}</bdi>, <Time at={at} />.{" "}
      <a href={`${path}#${operationId}`} target="_blank" rel="noreferrer" className="link whitespace-nowrap">
        {inQueue ? "Look at it in the queue" : "Look at it under “Done from here”"}
        <span className="sr-only"> in a new tab</span>
      </a>
    </p>
  );
}
