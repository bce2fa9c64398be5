import { WRITE_TOTAL_MS } from "@/lib/adapty/limits";
import { MOST_APART_MS } from "@/lib/world/most-apart";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A console that needs longer from its claim to the first byte sends nothing. */
export const SEND_WITHIN_MS = 4 * SECOND;
/** From its first byte on: until its sender gives up waiting, and a little longer for what was cut off. */
export const LANDS_WITHIN_MS = WRITE_TOTAL_MS + SECOND;
/** By so much the clock that all share may be set while it is on its way, and nothing is lost or done twice. */
const STEP_MS = 2 * SECOND;

/**
 * So long after its claim nothing of a write is reckoned to be on its way, and "not there" means "not applied": also when it was
 * sent at the last moment, and who sent it and who looks go by clocks each as far off as one may be. What arrives later all the
 * same is looked for still.
 */
export const QUIET_MS = SEND_WITHIN_MS + LANDS_WITHIN_MS + 2 * MOST_APART_MS + STEP_MS;

/** How long a write waits to be looked for the first time, and then from one look to the next; in the end daily. */
const WAITS_MS = [2 * SECOND, 10 * SECOND, MINUTE, 5 * MINUTE, HOUR];
/** The last of these was an hour after the one before. */
export const CHECKS_BEFORE_HUMAN = WAITS_MS.length;
/** How long a write waits to be looked for again while Adapty answers nobody, which is no look. */
const UNANSWERED_MS = MINUTE;

const inMs = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

/** No look is ever put off for longer: what says so was written by a clock that went wrong. */
export const latestCheck = (now: Date): string => inMs(now, DAY + HOUR);
/** Since when (ISO, UTC) something must have been sent for a human to be asked although Adapty could not be. */
export const unansweredSince = (now: Date): string => inMs(now, -DAY);

/** When (ISO, UTC) to look for a write that was looked for so often. */
export const nextCheck = (now: Date, checks: number): string => inMs(now, WAITS_MS[checks] ?? DAY);
export const checkUnanswered = (now: Date): string => inMs(now, UNANSWERED_MS);
/** When to look for one that is on its way, for the case that nobody says what became of it. */
export const checkForsaken = (now: Date): string => inMs(now, QUIET_MS + SECOND);

/** For so long the console itself sends again what left no trace: later nobody expects it any more. */
const RESEND_MS = HOUR;

/** Since when (ISO, UTC) something must have been asked for to be sent again now. */
export const mayResendSince = (now: Date): string => inMs(now, -RESEND_MS);

/** For so long after it was sent what was given up may land all the same: it is looked for, and counts towards limits. */
const LATE_MS = DAY;

/** When to look for what was given up for the first time after that. */
export const firstLateCheck = (now: Date): string => inMs(now, 5 * MINUTE);

/** Since when (ISO, UTC) something must have been sent to land late now. */
export const lateSince = (now: number): string => new Date(now - LATE_MS).toISOString();

/** Until when (ISO, UTC) what was sent then may land late. */
export const landsUntil = (sentAt: string): string => new Date(Date.parse(sentAt) + LATE_MS).toISOString();

/** Since when (ISO, UTC) something must have been sent to be overdue now: somebody is to know of it who may settle it. */
export const overdueSince = (now: Date): string => inMs(now, -HOUR);

export const didNotArrive = {
  code: "did_not_arrive",
  message:
    "Adapty shows no trace of it, so it counts as not done. Should it still arrive, this turns to Done. Sending the same form again is safe.",
};

/** How far what a form says of now may be from now. */
export const FORM_SLACK_MS = HOUR;
