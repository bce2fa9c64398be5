const reasons = (publicUrl: string): Record<string, string> => ({
  refused: "This e-mail and password do not match. Check both and try again.",
  disabled: "This account is disabled. An admin of this console can enable it again.",
  wait: "Too many attempts. Wait a minute, then try again.",
  busy: "Too many people sign in at this moment, so nothing was checked. Try again in a moment.",
  away: "You were not signed in: the console cannot use its database just now. Try again in a moment; if it goes on, ask your admin to look at the server.",
  failed: "Sign-in failed on our side. Try again; if it goes on, ask your admin to look at the log.",
  late: "That took more than 5 minutes, or your password was changed. Sign in from the start.",
  wrong_code: "This code is not right. Check that the clock of your phone is, and type the code that is shown now.",
  wrong_recovery_code:
    "This recovery code is not right, or was used already: each works once. Check it against your list.",
  used_code: "This code was used already: each works once. Wait until your app shows the next one.",
  wait_code: "Too many wrong codes. Wait a quarter of an hour, or use a recovery code.",
  unreadable_code:
    "The console cannot check codes of your app any more, because its session secret was changed. Use a recovery code, or ask an admin to remove your second factor.",
  origin: `This page was opened under another address than ${publicUrl}. Open it there, or set PUBLIC_URL.`,
});

/** Why a first attempt to sign in failed, by the word in the address, which anybody may have written. */
export function whyNotIn(error: unknown, publicUrl: string): string | undefined {
  const known = reasons(publicUrl);
  return typeof error === "string" && Object.hasOwn(known, error) ? known[error] : undefined;
}
