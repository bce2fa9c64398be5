/** Of the table of settings, the row that holds the team's. */
export const SETTINGS_KEY = "console";
