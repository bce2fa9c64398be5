/** How much the log tells: of what is less than this it is silent. */
export const logLevels = ["debug", "info", "warn", "error"] as const;
