/** What a stranger's request is told, by the gate and by the check beside the data alike. Nothing was done. */
export const SIGNED_OUT = "You are signed out, so nothing was sent. Sign in again, then send this once more.";

/** What a stranger's request to read something is told. */
export const SIGNED_OUT_READ = "You are signed out, so nothing was read. Sign in again to go on.";

/** Whoever signed in beside a form that another account opened does not send it. */
export const otherAccount = (email: string) => ({
  code: "other_account",
  message: `Nothing was sent: this page was opened by another account, and ${email} is signed in now. Sign in again as before, or load the page anew.`,
});
