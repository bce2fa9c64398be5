import "server-only";
import { dictionary } from "@zxcvbn-ts/language-common";

// Some 49,000 passwords that leaked most often, the words that people choose among them. It stays on the server: it is large,
// and a browser has no use for it.
let listed: Set<string> | undefined;
const readList = (): Set<string> => {
  listed ??= new Set(dictionary["passwords-common"]);
  return listed;
};

const WORD_MIN = 3;
/** More words in one piece are a passphrase, which its writer may type without spaces. */
const JOINED_MAX = 3;

/** Is it nothing but so many listed words, one after the other? One that follows itself is one word. */
function isJoined(text: string, known: (word: string) => boolean): boolean {
  const failed = new Set<string>();
  const goesOn = (start: number, left: number): boolean => {
    if (start === text.length) return true;
    const key = `${start} ${left}`;
    if (left === 0 || failed.has(key)) return false;
    for (let end = start + WORD_MIN; end <= text.length; end += 1) {
      const word = text.slice(start, end);
      if (!known(word)) continue;
      for (let next = end; text.startsWith(word, next - word.length); next += word.length)
        if (goesOn(next, left - 1)) return true;
    }
    failed.add(key);
    return false;
  };
  return goesOn(0, JOINED_MAX);
}

/** As people write dates, telephones and accounts. */
const NUMBER = /^[+(]?\p{N}+(?:[\s.,:/()-]{1,2}\p{N}+)*$/u;

const atStart = /^[^\p{L}]+/u;
/** Without the digits and signs at its end. Not by a pattern: of those, one for the end costs the square of a long text. */
function cutEnd(text: string): string {
  const signs = [...text];
  return signs.slice(0, signs.findLastIndex((sign) => /\p{L}/u.test(sign)) + 1).join("");
}

/**
 * Whether a password is one of those that leaked most often, or such words again, joined, or with digits and signs around them,
 * or a number with two letters at most. `spell` undoes the usual signs for letters; `own` are words that count as listed. Takes lower case.
 */
export function isListedPassword(text: string, spell: (text: string) => string, own: string[]): boolean {
  const list = readList();
  const known = (word: string) => list.has(word) || own.includes(word);
  const front = cutEnd(text);
  const core = front.replace(atStart, "");
  if (list.has(text)) return true;
  if (core.length < WORD_MIN) return core === "" ? NUMBER.test(text) : /^\p{N}+$/u.test(text.replace(core, ""));
  return [core, spell(core), spell(front)].some((whole) => isJoined(whole, known));
}
