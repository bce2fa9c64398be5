const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?\s?(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * Milliseconds since 1970 (fractional: microseconds survive) of an ISO 8601 instant in any of Adapty's spellings:
 * `Z`, `+00:00`, `+0000`, with or without a fraction, `T` or a space. NaN when the text is no instant or names no zone,
 * so an unreadable date can never pass for "no date". Source: API objects page, "All datetime values are ISO 8601".
 */
export function parseInstant(text: unknown): number {
  if (typeof text !== "string") return Number.NaN;
  const match = INSTANT.exec(text);
  if (!match) return Number.NaN;
  const [, day, clock, fraction = "", zone] = match as unknown as [string, string, string, string | undefined, string];
  const offset = zone.length === 1 ? "Z" : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const whole = Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}${offset}`);
  const dayOfMonth = Number(day.slice(8));
  const rolledOver = dayOfMonth > 28 && new Date(`${day}T00:00:00Z`).getUTCDate() !== dayOfMonth;
  return rolledOver ? Number.NaN : whole + Number(`0.${fraction.slice(0, 6) || 0}`) * 1000;
}

/** The spelling Adapty answers with: `2022-10-12T09:42:50+00:00`, microseconds only when they are not zero. */
export function formatInstant(ms: number): string {
  const micros = Math.round(ms * 1000);
  const seconds = Math.floor(micros / 1_000_000);
  const fraction = micros - seconds * 1_000_000;
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}${fraction === 0 ? "" : `.${String(fraction).padStart(6, "0")}`}+00:00`;
}

/** Adapty may answer an instant with fewer digits later than at first, cut or rounded. */
export const TOLERANCE_MS = 1000;

/** Whether two instants are the same but for their part of a second, in any spelling. What is none is the same as the very same text. */
export const sameInstant = (a: unknown, b: unknown): boolean =>
  a === b || Math.abs(parseInstant(a) - parseInstant(b)) <= TOLERANCE_MS;

/** An instant without its part of a second, in Adapty's spelling; what is none as it came. */
export function cutToSecond(text: string): string {
  const at = parseInstant(text);
  return Number.isNaN(at) ? text : formatInstant(Math.floor(at / 1000) * 1000);
}
