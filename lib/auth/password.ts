export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

const EASY =
  "this password is easy to guess, as a common word, a name or a pattern. Choose another, such as four words that do not belong together.";

/** What whoever chose one that guessers try early is told, of a new account and of one that there is. */
export const COMMON_PASSWORD = `No account was made: ${EASY}`;
export const COMMON_NEW_PASSWORD = `Nothing was changed: ${EASY}`;

/** Why nobody is given a password where single sign-on is the only way in. */
export const NO_PASSWORDS = "This console takes no passwords: everybody signs in by single sign-on.";
