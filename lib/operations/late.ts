/** For so long what was given up as not arrived may land all the same: it is looked for, and counts towards limits. */
const LATE_MS = 24 * 3_600_000;

/** Since when (ISO, UTC) something must have been sent to land late now. */
export const lateSince = (now: number): string => new Date(now - LATE_MS).toISOString();

export const didNotArrive = {
  code: "did_not_arrive",
  message: "It did not arrive: Adapty shows no trace of it so far. Nothing changed; the same form can be sent again.",
};

/** How the outcome of such a row begins in the table. */
export const DID_NOT_ARRIVE = `{"code":"${didNotArrive.code}",%`;
