/** Three people of the emulator to begin with, by app. */
export const practicePeople: Record<string, { id: string; story: string }[]> = {
  "acme-ios": [
    { id: "anna.subscribed", story: "Pays monthly, renews" },
    { id: "ben.auto-renew-off", story: "Paid, but will not renew" },
    { id: "elif.grace-period", story: "The store could not charge; grace runs" },
  ],
  "acme-android": [
    { id: "aiko.subscribed", story: "Pays monthly, renews" },
    { id: "bruno.grace-period", story: "The store could not charge; grace runs" },
    { id: "anna.subscribed", story: "Paid once, ended since" },
  ],
};
