/** What a stranger's request is told, by the gate and by the check beside the data alike. Nothing was done. */
export const SIGNED_OUT =
  "You are signed out, so nothing was sent. Sign in again in another tab, then send this again.";

/** The same, said to a read. */
export const SIGNED_OUT_READ = "You are signed out, so nothing was read. Sign in again to go on.";
