const LEFT_OUT = "…";
const LONGEST = 200;
const LOOKED_AT = 2_000;

/** What stands in quotes, addresses of any kind, keys, ids and numbers as long as a telephone's. */
const VALUES = [
  /"[^"]*("|$)|`[^`]*(`|$)|“[^”]*(”|$)|(?<!\w)'[^']*('(?!\w)|$)/g,
  /\S*@\S*/g,
  /\b[a-z][a-z+]*:\/\/\S+/gi,
  /(?=[\w+/=.-]*\d)[\w+/=.-]{20,}|[\w+/=.-]{40,}/g,
  /\+?\d[\d ()-]{5,}\d/g,
];

/** A program's sentence about what went wrong, one line of at most 200 characters, without what somebody may have entered. */
export const withoutValues = (text: string): string =>
  VALUES.reduce((left, value) => left.replace(value, LEFT_OUT), text.slice(0, LOOKED_AT).replace(/\s+/g, " ")).slice(
    0,
    LONGEST,
  );
