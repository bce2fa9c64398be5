/** Why a code did not confirm that it is them, to who is signed in. */
export const whyNotCode = {
  needed: "Give a code of your second factor, too.",
  wrong: "This code is not right. Type the one that your app shows now.",
  wrong_recovery: "This recovery code is not right, or was used already: each works once. Check it against your list.",
  used: "This code was used already: each works once. Wait until your app shows the next one.",
  wait: "Too many wrong codes. Wait a quarter of an hour, or use a recovery code.",
  unreadable:
    "The console cannot check codes of your app any more, because its session secret was changed. Use a recovery code.",
  none: "Your second factor was turned off meanwhile. Load the page anew, then try again.",
};

export type CodeRefusal = `code_${keyof typeof whyNotCode}`;

const told = new Map<unknown, string>(Object.entries(whyNotCode).map(([code, why]) => [`code_${code}`, why]));

/** Why a code was refused, as a sentence, by the word in an address, which anybody may have written; undefined: no such word. */
export const whyCodeRefused = (code: unknown): string | undefined => told.get(code);
