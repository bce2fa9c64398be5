/** A word is kept by its beginnings of these lengths, in letters, so that a few rows find it from its third letter on. */
const BEGINNINGS = [3, 4, 5, 6, 7, 8, 11, 14, 17, 20];
export const SHORTEST = 3;
const LONGEST = 64;
/** Of writing without spaces every letter begins a word, so their words are short. */
const LONGEST_UNSPACED = 8;

const UNSPACED = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
const START = /(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}]|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu;

/** A text in small letters: what is told apart by capitals alone becomes the same, in any alphabet. Small letters first: a capital ẞ has no SS, a small one has. */
const fold = (text: string): string =>
  text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().normalize("NFKC").replaceAll("ς", "σ");

const listTokens = (text: string): string[] => fold(text).match(/[^\s\p{C}]+/gu) ?? [];

/** The word that begins there, with what stands inside it, such as in ZD-77 or zoe@example.com, up to the next space. */
function readWord(token: string, start: number): string[] {
  const rest = token.slice(start, start + 2 * LONGEST).replace(/[^\p{L}\p{N}\p{M}]+$/u, "");
  return [...rest].slice(0, UNSPACED.test(rest) ? LONGEST_UNSPACED : LONGEST);
}

/** Under which key of the index a word of so many letters stands. */
const keyOf = (letters: string[]): string => {
  const length = BEGINNINGS.findLast((most) => most <= letters.length);
  return letters.slice(0, length).join("");
};

/** Texts as rows of the index: by each key the words that begin so, each after a space. */
export function listKeys(texts: readonly string[]): { key: string; words: string }[] {
  const byKey = new Map<string, Set<string>>();
  for (const token of texts.flatMap(listTokens)) {
    for (const { index } of token.matchAll(START)) {
      const letters = readWord(token, index);
      for (const length of BEGINNINGS.filter((most) => most <= letters.length)) {
        const key = letters.slice(0, length).join("");
        byKey.set(key, (byKey.get(key) ?? new Set()).add(letters.join("")));
      }
    }
  }
  return [...byKey].map(([key, words]) => ({ key, words: [...words].map((word) => ` ${word}`).join("") }));
}

/** One thing to look for: rows under `key` whose words hold one that begins with `word`; of an empty word the key says it all. */
export type Term = { key: string; word: string };

/** What somebody asks for, word by word; those shorter than SHORTEST letters cannot be looked for and are left out. */
export function listTerms(text: string): Term[] {
  const words = listTokens(text).map((token) => readWord(token, token.search(START)));
  const long = words.filter((letters) => letters.length >= SHORTEST);
  const byWord = new Map(long.map((letters) => [letters.join(""), keyOf(letters)]));
  return [...byWord].map(([word, key]) => ({ key, word: word === key ? "" : word }));
}

/** A value that is found by nothing less than all of it, so that its letters cannot be guessed one by one. No word begins with "=". */
export const wholeKey = (value: string): string => `=${fold(value.trim())}`;
