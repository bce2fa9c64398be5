import "server-only";
import type { Profile } from "@/lib/adapty/profile";
import { compileOnce } from "@/lib/db/compile-once";
import { log } from "@/lib/log/log";
import { dateNow } from "@/lib/world/world";
import { openStates } from "./catalogue";
import {
  CHECKS_BEFORE_HUMAN,
  checkUnanswered,
  didNotArrive,
  latestCheck,
  nextCheck,
  unansweredSince,
} from "./check-times";
import { countSendings } from "./claim";
import { wasLastSent } from "./clouds";
import { mayLand } from "./given-up";
import { findOperation, inJournal, JournalUnavailable, settleOperation } from "./journal";
import type { JournalRow } from "./journal-row";
import { noteLook } from "./last-look";
import { NOT_CHECKED, notChecked, type Written } from "./outcome";
import { recheckOperation } from "./recheck";
import { resendOnce } from "./resend";
import type { Result } from "./result";
import { tellOutcome } from "./tell-outcome";
import { keepWhile, underWay } from "./under-way";

/** How many are looked for at once. */
const TOGETHER = 8;
/** Longer than a look takes, its retries counted: then whoever took it up is taken for dead. */
export const LEASE_MS = 60_000;

const selectDue = compileOnce((db, { now, latest, most }: { now: string; latest: string; most: number }) =>
  db
    .selectFrom("operation")
    .select(["id", "name", "app", "profile_id", "state", "sent_at", "lease", "checks"])
    .where(({ eb, or }) => or([eb("check_at", "<=", now), eb("check_at", ">", latest)]))
    .orderBy("check_at")
    .limit(most),
);

type Due = Awaited<ReturnType<typeof selectDue>>["rows"][number];
type Change = Pick<Due, "id" | "lease"> & { set: { lease: number; checks: number; check_at: string | null } };

/** Changes a row that stands as it was taken up: a further sending and a further runner each give it another lease. */
const change = compileOnce((db, { id, lease, set }: Change) =>
  db
    .updateTable("operation")
    .set(set)
    .where("id", "=", id)
    .where("lease", "=", lease)
    .where("check_at", "is not", null),
);

/** How often it was looked for and when that is done next; null once nothing more can come of it. */
function planNext(row: JournalRow, checks: number, unanswered: boolean, now: Date) {
  const mayChange = openStates.includes(row.state) || mayLand(row, now.toISOString());
  if (row.erasedAt !== null || !mayChange) return { checks, check_at: null };
  if (unanswered && row.state !== "needs_human") return { checks, check_at: checkUnanswered(now) };
  return { checks: checks + 1, check_at: nextCheck(now, checks + 1) };
}

/** For a day Adapty could not be asked: whoever can find out elsewhere may say it. False when that is not so, or somebody settled it. */
async function askHuman(row: JournalRow, lease: number, found: Result<Written>, now: Date): Promise<boolean> {
  if (found.ok || row.sentAt === null || row.sentAt > unansweredSince(now)) return false;
  if (row.state !== "sent" && row.state !== "unknown") return false;
  const { code, message } = found.error;
  const settlement = { state: "needs_human", outcome: { code, message }, readBack: true, lease } as const;
  const isSettled = await settleOperation(row, settlement, now);
  if (isSettled) tellOutcome(row, settlement, now);
  return isSettled;
}

/** Looks for one write, unless another runner took it up first. */
async function settleOne(due: Due, now: () => Date): Promise<void> {
  const { id, checks } = due;
  const lease = due.lease + 1;
  const until = new Date(now().getTime() + LEASE_MS).toISOString();
  const taken = await inJournal((db) => change(db, { id, lease: due.lease, set: { lease, checks, check_at: until } }));
  if (taken.numAffectedRows !== 1n) return;
  await keepWhile(underWay().taken, [id, { lease, checks }], () => look(due, lease, now));
}

/** A customer whom the console cannot make out is like one whom Adapty does not answer: the others are looked for all the same. */
async function recheckSafely(...asked: Parameters<typeof recheckOperation>): Promise<Result<Written>> {
  try {
    return await recheckOperation(...asked);
  } catch (fault) {
    if (fault instanceof JournalUnavailable) throw fault;
    log.error("What Adapty shows of a customer could not be made out, so a write is still open.", {
      operation: asked[0],
      fault,
    });
    return notChecked("What it shows of this customer could not be made out.");
  }
}

async function look(due: Due, lease: number, now: () => Date): Promise<void> {
  const { id, name, app, profile_id: profileId, sent_at: sentAt, checks } = due;
  const sendings = await countSendings(app, profileId);
  let profile: Profile | null | undefined;
  const how = {
    lease,
    reads: (read: Profile | null) => {
      profile = read;
    },
    last: checks + 1 >= CHECKS_BEFORE_HUMAN,
    wasLast: await wasLastSent({ id, app, profileId, sentAt, name }),
  };
  const found = await recheckSafely(id, { look: how });
  const isMissing = due.state !== "not_applied" && !found.ok && found.error.code === didNotArrive.code;
  if (isMissing && (await resendOnce(id, { sendings, profile }, now))) return;
  const unanswered = !found.ok && found.error.code === NOT_CHECKED;
  const row = await findOperation(id);
  if (!row) return;
  const isLeft = unanswered && (await askHuman(row, lease, found, now()));
  const set = { lease, ...planNext(isLeft ? { ...row, state: "needs_human" } : row, checks, unanswered, now()) };
  await inJournal((db) => change(db, { id, lease, set }));
}

/**
 * Looks for every write whose outcome is open and whose time has come, some at once, by reading its customer back. What left
 * no trace is sent once more (lib/operations/resend), and else looked for still, for as long as it may land; what an hour
 * of looks could not tell is left to a human, and looked for daily. Answers how many were due. Several runners, in this process
 * or another, share the work: each row is taken up by one, for LEASE_MS, and what a slower one finds after that counts no more.
 * Throws JournalUnavailable.
 */
export async function settleDue(now: () => Date = () => dateNow()): Promise<number> {
  let due = 0;
  if (!underWay().takesMore) return due;
  for (;;) {
    const at = now();
    const { rows } = await inJournal((db) =>
      selectDue(db, { now: at.toISOString(), latest: latestCheck(at), most: TOGETHER }),
    );
    noteLook(at.getTime());
    await Promise.all(rows.map((row) => settleOne(row, now)));
    due += rows.length;
    if (rows.length < TOGETHER || !underWay().takesMore) return due;
  }
}

/** Has what is open looked for at once where nothing says when: an older console, beside this one, writes it so. Throws JournalUnavailable. */
export async function adoptForsaken(now: Date): Promise<void> {
  await inJournal((db) =>
    db
      .updateTable("operation")
      .set({ check_at: now.toISOString() })
      .where("state", "in", openStates)
      .where("check_at", "is", null)
      .where("erased_at", "is", null)
      .execute(),
  );
}
