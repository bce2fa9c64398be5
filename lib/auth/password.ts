export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** What whoever chose one that guessers try early is told. */
export const COMMON_PASSWORD =
  "No account was made: this password is easy to guess, as a common word, a name or a pattern. Choose another, such as four words that do not belong together.";
