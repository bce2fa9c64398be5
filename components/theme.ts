// A cookie and not local storage: the page comes in the right colours, without a script that holds up its first paint.

export const THEME_COOKIE = "theme";

export type Theme = "light" | "dark";

export const isTheme = (text: string | undefined): text is Theme => text === "light" || text === "dark";
