const DAY = 86_400_000;

/** Milliseconds since the clocks of the zone last showed midnight, going by what they show. */
function sinceMidnight(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return ((read("hour") * 60 + read("minute")) * 60 + read("second")) * 1000 + (at % 1000);
}

/** When the day of `now` began in the zone; both in milliseconds. Where clocks skip midnight, the first moment after it. */
export function dayStart(now: number, timeZone: string): number {
  const guess = now - sinceMidnight(now, timeZone);
  // Clocks that were changed since midnight show another hour at the guess.
  const off = sinceMidnight(guess, timeZone);
  return off === 0 ? guess : off < DAY / 2 ? guess - off : guess + (DAY - off);
}
