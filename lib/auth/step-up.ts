/** For how long after the password was entered an act counts as that person's own. Source: OWASP ASVS 5.0, 7.5.3. */
export const CONFIRM_MS = 5 * 60_000;

export const CONFIRM_FIRST = {
  code: "confirm_first",
  message: "Nothing was done: confirm first that it is you. What you entered is still here.",
};

/** May this session do what needs step-up? `confirmedAt` is ISO; `now` in ms. */
export const isConfirmed = (confirmedAt: string, now: number): boolean => now - Date.parse(confirmedAt) <= CONFIRM_MS;
