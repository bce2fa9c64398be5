import { WRITE_TOTAL_MS } from "../../../lib/adapty/limits";
import type { OperationName } from "../../../lib/operations/catalogue";
import { LANDS_WITHIN_MS } from "../../../lib/operations/check-times";
import type { Storage } from "./storage";

/** One sending of a write: when it left, and when it took effect at Adapty, by the timeline. */
export type Sending = {
  operation: string;
  name: OperationName | undefined;
  profileId: string;
  left: number;
  landed?: number;
  order?: number;
  /** Whoever sent it has heard of it, or given up waiting. */
  answered?: true;
};

type Row = { id: string; name: OperationName; state: string; request: string };

/**
 * What really happened, as no console can see it: each write that left, and each that took effect. `wrong` holds what may never
 * be, as sentences.
 */
export function openLedger(storage: Storage, now: () => number) {
  const sendings: Sending[] = [];
  const wrong: string[] = [];
  const together: string[] = [];
  let order = 0;

  return {
    sendings,
    wrong,
    /** What went wrong where the clocks of all consoles agree: by theirs they tell whether a write of another may still be on its way. */
    together,
    of: (operation: string) => sendings.filter((sending) => sending.operation === operation),
    /** Whether a deletion of this customer took effect: nothing shows of them any more. */
    isGone: (profileId: string) =>
      sendings.some((one) => one.profileId === profileId && one.name === "profile.delete" && one.landed !== undefined),
    /**
     * A write leaves a console. At this moment the journal must hold it as sent, with these very bytes (R1, R4), and since a
     * customer has one write under way at most (R5) that tells which it is.
     */
    leave(profileId: string, body: string): Sending {
      const rows = storage.all<Row>(
        "select id, name, state, request from operation where profile_id = ? and state = 'sent'",
        profileId,
      );
      const row = rows.find(({ request }) => request === body || (body === "" && request === "{}"));
      if (!row) wrong.push(`a write left that the journal does not hold as sent: ${body}`);
      const sending: Sending = {
        operation: row?.id ?? `unrecorded ${sendings.length}`,
        name: row?.name,
        profileId,
        left: now(),
      };
      const isOnItsWay = (other: Sending) =>
        other.profileId === profileId &&
        !other.answered &&
        other.landed === undefined &&
        sending.left - other.left < WRITE_TOTAL_MS;
      if (sendings.some(isOnItsWay)) together.push("two writes to one customer were on their way at once");
      sendings.push(sending);
      return sending;
    },
    land(sending: Sending): void {
      order += 1;
      sending.landed = now();
      sending.order = order;
    },
  };
}

export type Ledger = ReturnType<typeof openLedger>;

/**
 * Whether a write was done twice: it was sent again after it had taken effect. The same bytes may well arrive twice where the
 * first was on its way for longer than anybody reckons with (F03): all of them say where it is to end, so that it comes to the
 * same. `repeatable`: sent again it is the same in every respect, as long as no other of its kind was done to this customer in between.
 */
export function isDoubled(sendings: Sending[], all: Sending[], repeatable: boolean): boolean {
  return sendings.some((later) =>
    sendings.some((first) => {
      if (first === later || first.landed === undefined || later.landed === undefined) return false;
      if (first.landed > later.left || first.left >= later.left || first.landed - first.left > LANDS_WITHIN_MS)
        return false;
      const between = all.some(
        ({ profileId, operation, name, order }) =>
          profileId === first.profileId &&
          name === first.name &&
          operation !== first.operation &&
          order !== undefined &&
          order > (first.order ?? 0) &&
          order < (later.order ?? 0),
      );
      return !repeatable || between;
    }),
  );
}
