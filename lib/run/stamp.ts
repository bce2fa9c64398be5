/** A moment for the name of a file: "2026-11-22T030000Z". */
export const stamp = (now: Date): string => `${now.toISOString().slice(0, 19).replaceAll(":", "")}Z`;
