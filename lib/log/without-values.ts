const LEFT_OUT = "…";
const LONGEST = 200;
const LOOKED_AT = 2_000;

/** What stands in quotes, addresses of any kind, also of machines, keys, ids and numbers as long as a telephone's. */
const VALUES = [
  // What is quoted may hold quotes itself: from the first to the last of them.
  /"(.*"|.*$)|`(.*`|.*$)|“(.*”|.*$)|(?<!\w)'(.*'(?!\w)|.*$)/g,
  /\S*@\S*/g,
  /\b[a-z][a-z+]*:\/\/\S+/gi,
  /(?<=\b(?:ENOTFOUND|EAI_AGAIN|Host:|attempted address(?:es)?:) )\S+|\b(?:DNS|IP Address):\S+/g,
  /\b(?:[\w-]+\.){2,}[a-z]{2,}\b|\b(?:[\w-]+\.)+[a-z]{2,}:\d+/gi,
  /\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?/g,
  /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}/gi,
  /(?=[\w+/=.-]*\d)[\w+/=.-]{20,}|[\w+/=.-]{40,}/g,
  /\+?\d[\d ()-]{5,}\d/g,
];

/** A program's sentence about what went wrong, one line of at most 200 characters, without what somebody may have entered. */
export const withoutValues = (text: string): string =>
  VALUES.reduce((left, value) => left.replace(value, LEFT_OUT), text.slice(0, LOOKED_AT).replace(/\s+/g, " ")).slice(
    0,
    LONGEST,
  );
