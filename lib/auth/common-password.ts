import "server-only";
import { isListedPassword } from "./listed-password";

// Guessers try words that everybody knows, walks over the keyboard and repetitions, with numbers and signs around them. This
// makes up what is too long for the list of what leaked: lib/auth/listed-password.

const WORDS = `
  abc access account adapty admin administrator agent always amanda andrea andrew angel anthony apple april arsenal ashley
  august austin babygirl bailey banana barcelona baseball basketball batman beautiful benfica blessed blink buster butterfly
  camaro carlos change changeme charles charlie cheese chelsea chicken chocolate christ christian coffee company computer
  console contrasena cookie correcthorsebatterystaple corvette cowboys crystal customer dallas daniel danielle december default
  demo diamond dolphin dragon eagles family ferrari flower football forever freedom friday friends fuckyou garfield george
  ginger golden gordon guest guitar hallo hammer hannah happy harley heaven hello hockey hunter icecream iloveyou internet
  jackson january jennifer jessica jesus jordan joseph joshua junior justin killer letmein lion liverpool login london love
  lovely maggie manager march martin master matrix matthew mercedes merlin michael michelle mickey midnight monday monkey
  monster morgan motdepasse mustang naruto newyork nicole ninja nothing november october office orange parola pass passion
  passphrase passw passwd password passwort patrick peanut pepper phoenix please pokemon porsche princess purple qwerty rabbit
  rachel rainbow ranger robert root samantha samsung saturday scooter secret secure security senha september service shadow
  silver slipknot snoopy soccer spring sparky spiderman starwars steelers student success summer sunday sunshine super superman
  support system tennis test testing thankyou thomas thunder tiger tigger trustno user victoria viewer viking welcome whatever
  william windows winner winter work world yamaha yankees yellow you your zaq
`
  .trim()
  .split(/\s+/);

const WALKS = [
  "1234567890-=",
  "!@#$%^&*()_+",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "abcdefghijklmnopqrstuvwxyz",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "qazwsxedcrfvtgbyhnujmikolp",
  "azertyuiop",
  "qwertzuiop",
].flatMap((walk) => [walk, [...walk].reverse().join("")]);

const STEPS_MIN = 3;
const WORDS_MAX = 2;
const LETTERS_MAX = 1;
const AROUND_MAX = 2;

const plainOf: Record<string, string> = { "@": "a", $: "s", "!": "i", 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t" };
/** As long as before, sign by sign. */
const spellPlainly = (text: string) => text.replace(/[@$!013457]/g, (sign) => plainOf[sign] ?? sign);

/** How far a walk goes on from the start of `text`; 0 when it is none. */
function walkLength(text: string): number {
  let length = STEPS_MIN;
  if (!WALKS.some((walk) => walk.includes(text.slice(0, length)) && text.length >= length)) return 0;
  while (length < text.length && WALKS.some((walk) => walk.includes(text.slice(0, length + 1)))) length += 1;
  return length;
}

/**
 * Is it made of at most two known words, words of the person and walks? Around them may stand one letter, and digits and signs
 * up to twice as many: more of those are no decoration, they are the secret.
 */
function isMadeOf(text: string, ofPerson: string[]): boolean {
  const plain = spellPlainly(text);
  const weighed = new Map<string, number>();
  /** By the best of all ways to read the rest: below 0, too much stands around. */
  const weigh = (at: number, wordsLeft: number, lettersLeft: number): number => {
    if (at === text.length) return 0;
    const key = `${at} ${wordsLeft} ${lettersLeft}`;
    const before = weighed.get(key);
    if (before !== undefined) return before;
    const rest = text.slice(at);
    const starts = (word: string) => rest.startsWith(word) || plain.startsWith(word, at);
    const pass = (length: number, words = wordsLeft) => AROUND_MAX * length + weigh(at + length, words, lettersLeft);
    const ways = [Number.NEGATIVE_INFINITY];
    if (wordsLeft > 0) for (const word of WORDS) if (starts(word)) ways.push(pass(word.length, wordsLeft - 1));
    for (const word of ofPerson) if (starts(word)) ways.push(pass(word.length));
    const walk = walkLength(rest);
    if (walk > 0) ways.push(pass(walk));
    if (!/^\p{L}/u.test(rest)) ways.push(weigh(at + 1, wordsLeft, lettersLeft) - 1);
    else if (lettersLeft > 0) ways.push(weigh(at + 1, wordsLeft, lettersLeft - 1) - 1);
    const best = Math.max(...ways);
    weighed.set(key, best);
    return best;
  };
  return weigh(0, WORDS_MAX, LETTERS_MAX) >= 0;
}

/**
 * Whether somebody who guesses tries this password early: a short piece again and again, nothing but digits, what everybody
 * knows, or what leaked most often. `own` is what is known of the person, such as name and e-mail: their words count as known.
 */
export function isCommonPassword(password: string, own: string[] = []): boolean {
  const text = password.toLowerCase();
  const ofPerson = own
    .flatMap((known) => known.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= STEPS_MIN);
  return /^(.{1,6}?)\1+.?$/u.test(text) || isMadeOf(text, ofPerson) || isListedPassword(text, spellPlainly, ofPerson);
}
