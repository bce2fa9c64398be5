const reasons = (publicUrl: string): Record<string, string> => ({
  refused: "This e-mail and password do not match. Check both and try again.",
  disabled: "This account is disabled. An admin of this console can enable it again.",
  wait: "Too many attempts. Wait a minute, then try again.",
  failed: "Sign-in failed on our side. Try again; if it goes on, ask your admin to look at the log.",
  origin: `This page was opened under another address than ${publicUrl}. Open it there, or set PUBLIC_URL.`,
});

/** Why a first attempt to sign in failed, by the word in the address, which anybody may have written. */
export function whyNotIn(error: unknown, publicUrl: string): string | undefined {
  const known = reasons(publicUrl);
  return typeof error === "string" && Object.hasOwn(known, error) ? known[error] : undefined;
}
