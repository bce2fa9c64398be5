/** On it the tab that came back from the provider tells the others of this browser. */
export const SSO_CHANNEL = "console-sso";
