/** Why somebody does not come in by single sign-on. */
export type SsoRefusal =
  | "sso_down"
  | "sso_cancelled"
  | "sso_lost"
  | "sso_state"
  | "sso_setup"
  | "sso_nonce"
  | "sso_audience"
  | "sso_issuer"
  | "sso_expired"
  | "sso_stale"
  | "sso_untrusted"
  | "sso_disabled"
  | "sso_taken"
  | "sso_unverified"
  | "sso_no_email"
  | "sso_uninvited"
  | "sso_unclaimed"
  | "sso_connected"
  | "sso_disconnected"
  | "sso_other"
  | "sso_signed_out"
  | "sso_shared"
  | "sso_link"
  | "sso_wait"
  | "sso_only"
  | "sso_failed";

type Said = {
  /** To who tried, on the way in and everywhere else; {sso} is the provider's name. */
  told: string;
  /** In the record, of who tried. */
  recorded: string;
};

const AGAIN = "Start once more from here.";
const NOT_BELIEVED = "What {sso} sent back does not hold, so nothing was done.";
const LOOK = "Try again; if it goes on, show this to whoever runs the console:";

const refusals: Record<SsoRefusal, Said> = {
  sso_down: {
    told: "{sso} did not answer in time, so nothing was done. Try again in a minute; if it goes on, tell whoever runs it.",
    recorded: "The provider did not answer in time.",
  },
  sso_cancelled: {
    told: `{sso} let nobody in: it was cancelled or refused there, and nothing was done here. ${AGAIN}`,
    recorded: "It was cancelled or refused at the provider.",
  },
  sso_lost: {
    told: `This browser did not begin this, began it more than 10 minutes ago, or came back already, so nothing was done. ${AGAIN}`,
    recorded: "The browser had begun no such sign-in, too long ago, or came back already.",
  },
  sso_state: {
    told: `Another sign-in was begun in this browser since, so this one was dropped and nothing was done. ${AGAIN}`,
    recorded: "The answer belonged to another sign-in than this browser's.",
  },
  sso_setup: {
    told: "{sso} does not take this console's client id, secret or address, so nothing was done. An admin of {sso} can mend that.",
    recorded: "The provider does not take the console's client.",
  },
  sso_nonce: { told: `${NOT_BELIEVED} ${LOOK} wrong nonce.`, recorded: "The ID token was made for another sign-in." },
  sso_audience: {
    told: `${NOT_BELIEVED} ${LOOK} it was meant for another client.`,
    recorded: "The ID token was meant for another client.",
  },
  sso_issuer: {
    told: `${NOT_BELIEVED} ${LOOK} it comes from another issuer than OIDC_ISSUER.`,
    recorded: "The answer came from another issuer.",
  },
  sso_expired: {
    told: `${NOT_BELIEVED} ${LOOK} its ID token is out of date, or a clock is wrong.`,
    recorded: "The ID token was out of date.",
  },
  sso_stale: {
    told: `{sso} did not ask you to sign in anew, so nothing was confirmed. Sign out there, then try again.`,
    recorded: "The provider did not ask them to sign in anew.",
  },
  sso_untrusted: {
    told: `${NOT_BELIEVED} ${LOOK} the ID token or its signature is wrong.`,
    recorded: "The ID token or its signature was wrong.",
  },
  sso_disabled: {
    told: "This account is disabled, so you are not signed in. An admin of this console can enable it again.",
    recorded: "The account is disabled.",
  },
  sso_taken: {
    told: "An account of this console has your e-mail already, and an e-mail alone proves nothing: you are not signed in. Sign in as you did before, then connect {sso} under Your account.",
    recorded: "Another account has that e-mail, which alone proves nothing.",
  },
  sso_unverified: {
    told: "{sso} does not say that your e-mail is verified, so no account was made. Have it verified there, then try again; where {sso} vouches for every e-mail but never says so, who runs the console can set OIDC_TRUST_EMAIL=true.",
    recorded: "The provider does not say that the e-mail is verified.",
  },
  sso_no_email: {
    told: "{sso} did not tell your e-mail, which an account needs, so none was made. An admin of {sso} can let it tell.",
    recorded: "The provider told no e-mail.",
  },
  sso_uninvited: {
    told: "Nobody has invited you to this console, so no account was made. Ask an admin of your team for an invitation.",
    recorded: "Nobody had invited them.",
  },
  sso_unclaimed: {
    told: "This console has no admin yet, so no account was made. The first one opens the set-up link from the server's log.",
    recorded: "The console had no admin yet.",
  },
  sso_connected: {
    told: "Your account is connected with somebody at {sso} already, so nothing was changed. Disconnect that first.",
    recorded: "The account was connected with somebody else there.",
  },
  sso_disconnected: {
    told: "Your account was disconnected from {sso} while you signed in, so you are not signed in. Sign in with your password.",
    recorded: "The account was disconnected meanwhile.",
  },
  sso_other: {
    told: "Who signed in at {sso} is not who is signed in here, so nothing was done. Sign in there as yourself, then try again.",
    recorded: "Somebody else signed in at the provider.",
  },
  sso_signed_out: {
    told: "You are signed out here, so nothing was done. Sign in again, then try once more.",
    recorded: "They were signed out meanwhile.",
  },
  sso_shared: {
    told: "Everybody signs in with the practice accounts, so they cannot be connected. Nothing was changed.",
    recorded: "A practice account cannot be connected.",
  },
  sso_link: {
    told: "The set-up link no longer works, so no account was made. Start the console again: it prints a new one to its log.",
    recorded: "The set-up link no longer worked.",
  },
  sso_wait: {
    told: "Too many sign-ins were begun from your network, so nothing was done. Wait a minute, then try again.",
    recorded: "Too many sign-ins were begun from one address.",
  },
  sso_only: {
    told: "This console takes no passwords, so nothing was done. Sign in with {sso}.",
    recorded: "The console takes no passwords.",
  },
  sso_failed: {
    told: "This failed on our side, and nothing was done. Try again; if it goes on, ask your admin to look at the log.",
    recorded: "The console failed.",
  },
};

const find = (code: unknown): Said | undefined =>
  typeof code === "string" && Object.hasOwn(refusals, code) ? refusals[code as SsoRefusal] : undefined;

/** "Acme SSO", or "Single sign-on" where a sentence begins with it. */
export const sayProvider = (name: string, text: string): string =>
  text.replaceAll("{sso}", name).replace(/^\p{Ll}/u, (first) => first.toUpperCase());

/** The refusal as sentences for who tried, by the word in an address, which anybody may have written; undefined: no such word. */
export function whySsoRefused(code: unknown, name: string): string | undefined {
  const said = find(code);
  return said && sayProvider(name, said.told);
}

/** Each refusal as a sentence for who reads the record, by its code. */
export const ssoRecorded: Record<string, string> = Object.fromEntries(
  Object.entries(refusals).map(([code, { recorded }]) => [code, recorded]),
);
