import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { secretsOf } from "./attempt";
import type { SsoConfig } from "./config";
import { type Lies, startLyingProvider } from "./lying-provider.fixture";
import { discover, redeem, toAuthorization } from "./provider";
import { clientId, clientSecret, signInAt, startRealProvider } from "./real-provider.fixture";

const redirectUri = "http://127.0.0.1:3000/api/auth/oidc/callback";
const secrets = secretsOf("the token in one browser's cookie");

const configOf = (issuer: string): SsoConfig => ({
  ...{ issuer, clientId, clientSecret, name: "Acme SSO", defaultRole: "viewer", only: false, trustEmail: false },
});

async function openReal() {
  const people = new Map([["ada", { email: "Ada@Acme.test", email_verified: true, name: "Ada" }]]);
  const real = await startRealProvider(redirectUri, people);
  onTestFinished(real.close);
  const found = await discover(configOf(real.issuer), { timeoutSeconds: 60 });
  if (!found.ok) throw new Error(found.code);
  const { provider } = found;
  const start = (fresh = false) => toAuthorization(provider, { redirectUri, secrets, fresh });
  return { ...real, provider, start };
}

async function openLiar(lies: Lies, timeoutSeconds = 60) {
  const liar = await startLyingProvider(lies);
  onTestFinished(liar.close);
  const found = await discover(configOf(liar.issuer), { timeoutSeconds });
  if (!found.ok) throw new Error(found.code);
  const { provider } = found;
  const back = liar.answer(await toAuthorization(provider, { redirectUri, secrets, fresh: false }));
  const comeBack = (since?: Date) => redeem(provider, { url: back, secrets, since, now: Date.now() });
  return { ...liar, comeBack };
}

describe("at a real provider", () => {
  test("who signs in comes back as issuer and subject, with what is told of them", async () => {
    const { provider, issuer, start } = await openReal();
    const url = await signInAt(await start(), "ada");
    expect(await redeem(provider, { url, secrets, now: Date.now() })).toEqual({
      ok: true,
      identity: {
        issuer,
        subject: "ada",
        name: "Ada",
        email: "ada@acme.test",
        emailVerified: true,
        way: {},
        signedInAt: null,
      },
    });
  });

  test("the browser goes there with state, nonce and a hashed verifier, and never with the verifier", async () => {
    const { start, issuer } = await openReal();
    const asked = new URL(await start());
    expect(asked.origin).toBe(issuer);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: "code",
      scope: "openid email profile",
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge_method: "S256",
    });
    expect(asked.href).not.toContain(secrets.verifier);
    expect(asked.searchParams.has("prompt")).toBe(false);
  });

  test("a code counts once, and for the browser alone that holds the verifier", async () => {
    const { provider, start } = await openReal();
    const url = await signInAt(await start(), "ada");
    const other = { ...secrets, verifier: secretsOf("another browser").verifier };
    expect(await redeem(provider, { url, secrets: other, now: Date.now() })).toEqual({ ok: false, code: "sso_lost" });
    const again = await signInAt(await start(), "ada");
    expect(await redeem(provider, { url: again, secrets, now: Date.now() })).toMatchObject({ ok: true });
    expect(await redeem(provider, { url: again, secrets, now: Date.now() })).toEqual({ ok: false, code: "sso_lost" });
  });

  test("the state of another browser is refused before the code is spent", async () => {
    const { provider, start } = await openReal();
    const url = await signInAt(await start(), "ada");
    const other = secretsOf("another browser");
    expect(await redeem(provider, { url, secrets: other, now: Date.now() })).toEqual({ ok: false, code: "sso_state" });
    expect(await redeem(provider, { url, secrets, now: Date.now() })).toMatchObject({ ok: true });
  });

  test("a fresh sign-in tells when it was", async () => {
    const { provider, start } = await openReal();
    const asked = await start(true);
    expect(Object.fromEntries(new URL(asked).searchParams)).toMatchObject({ prompt: "login", max_age: "0" });
    const now = Date.now();
    const url = await signInAt(asked, "ada");
    expect(await redeem(provider, { url, secrets, since: new Date(now), now })).toMatchObject({ ok: true });
  });

  test("who declines comes back with nothing", async () => {
    const { provider, issuer: iss } = await openReal();
    const said = new URLSearchParams({ error: "access_denied", state: secrets.state, iss });
    const url = new URL(`${redirectUri}?${said}`);
    expect(await redeem(provider, { url, secrets, now: Date.now() })).toEqual({ ok: false, code: "sso_cancelled" });
  });
});

const HOUR = 3600;
const past = () => Math.floor(Date.now() / 1000) - HOUR;

describe("a provider that lies is not believed:", () => {
  const cases: [string, () => Lies, string][] = [
    ["another nonce", () => ({ claims: { nonce: "another" } }), "sso_nonce"],
    ["no nonce", () => ({ claims: { nonce: undefined } }), "sso_nonce"],
    ["another audience", () => ({ claims: { aud: "another-client" } }), "sso_audience"],
    ["one audience of two, for the other", () => ({ claims: { aud: [clientId, "x"], azp: "x" } }), "sso_untrusted"],
    ["another issuer", () => ({ claims: { iss: "http://127.0.0.1:1" } }), "sso_issuer"],
    ["another issuer in the address", () => ({ returnIssuer: "http://127.0.0.1:1" }), "sso_issuer"],
    ["an ID token of an hour ago", () => ({ claims: { iat: past() - HOUR, exp: past() } }), "sso_expired"],
    ["a signature of another key", () => ({ forged: true }), "sso_untrusted"],
    ["a subject that is none", () => ({ claims: { sub: "" } }), "sso_untrusted"],
  ];
  test.each(cases)("%s", async (_name, lies, code) => {
    const { comeBack } = await openLiar(lies());
    expect(await comeBack()).toEqual({ ok: false, code });
  });

  test("and when it tells the truth it is", async () => {
    const { comeBack, seen } = await openLiar({ claims: { amr: ["pwd", "otp"], acr: "2" } });
    expect(await comeBack()).toMatchObject({
      ok: true,
      identity: { subject: "ada", email: "ada@acme.test", way: { amr: ["pwd", "otp"], acr: "2" } },
    });
    expect(seen.map(({ verifier }) => verifier)).toEqual([secrets.verifier]);
  });

  test("a sign-in of an hour ago, or of no moment, where a fresh one was asked for", async () => {
    for (const auth_time of [past(), undefined]) {
      const { comeBack } = await openLiar({ claims: { auth_time } });
      expect(await comeBack(new Date()), String(auth_time)).toEqual({ ok: false, code: "sso_stale" });
    }
  });

  test("an issuer other than the configured one is not even asked", async () => {
    const liar = await startLyingProvider({ issuer: "http://127.0.0.1:1" });
    onTestFinished(liar.close);
    expect(await discover(configOf(liar.issuer))).toEqual({ ok: false, code: "sso_issuer" });
  });
});

describe("a provider in trouble is a word, never an exception:", () => {
  test.each([
    ["it answers 503", { status: 503 }, "sso_down"],
    ["it does not take our client", { status: 401 }, "sso_setup"],
  ])("%s", async (_name, lies, code) => {
    const { comeBack } = await openLiar(lies);
    expect(await comeBack()).toEqual({ ok: false, code });
  });

  test("it takes too long to give tokens", async () => {
    const { comeBack } = await openLiar({ silent: true }, 0.3);
    expect(await comeBack()).toEqual({ ok: false, code: "sso_down" });
  });

  test("nobody is there", async () => {
    const liar = await startLyingProvider();
    await liar.close();
    expect(await discover(configOf(liar.issuer))).toEqual({ ok: false, code: "sso_down" });
  });

  test("it takes too long to say who it is", async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      mute.closeAllConnections();
      mute.close();
    });
    const issuer = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    expect(await discover(configOf(issuer), { timeoutSeconds: 0.3 })).toEqual({ ok: false, code: "sso_down" });
  });

  test("it is something else altogether", async () => {
    const other = createServer((_request, response) => response.end("<h1>Hello</h1>"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      other.closeAllConnections();
      other.close();
    });
    const issuer = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    expect(await discover(configOf(issuer))).toMatchObject({ ok: false });
  });
});
