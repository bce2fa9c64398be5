/** On it the tab that came back from the provider tells the others of this browser. */
export const SSO_CHANNEL = "console-sso";

/** code_needed: the second factor was turned on since the page that waits was loaded. signedIn: as whom, by a sign-in begun over an open form. */
export type SsoMessage = "confirmed" | "code_needed" | { signedIn: { id: string; email: string } };
