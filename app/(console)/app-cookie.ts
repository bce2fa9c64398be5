/** Remembers the app chosen last; holds an app id, nothing else. */
export const APP_COOKIE = "console-app";
