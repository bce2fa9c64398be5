import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseEnv } from "./env";
import { complaint, LIVE } from "./env.fixture";

const apps = (...list: object[]) => ({ ADAPTY_APPS: JSON.stringify(list), SESSION_SECRET: "s".repeat(32) });

describe("practice mode", () => {
  test("is what an empty environment means: two practice apps on our own emulator", () => {
    const env = parseEnv({});
    expect(env).toMatchObject({ mode: "practice", ownEmulator: true, adaptyUrl: "http://127.0.0.1:4010" });
    expect(env.apps.map((app) => [app.id, app.secretKey])).toEqual([
      ["acme-ios", "secret_practice_acme-ios"],
      ["acme-android", "secret_practice_acme-android"],
    ]);
  });

  test("follows the emulator's port", () => {
    expect(parseEnv({ EMULATOR_PORT: "5010" }).adaptyUrl).toBe("http://127.0.0.1:5010");
  });

  test("may use an emulator that runs elsewhere on this machine, and then starts none", () => {
    expect(parseEnv({ ADAPTY_URL: "http://localhost:4999/some/path" })).toMatchObject({
      mode: "practice",
      ownEmulator: false,
      adaptyUrl: "http://localhost:4999",
    });
  });

  test("never talks to another machine", () => {
    expect(complaint({ ADAPTY_URL: "https://api.adapty.io" })).toMatch(/no key is set/);
    expect(complaint({ ADAPTY_URL: "http://127.0.0.1.evil.example" })).toMatch(/no key is set/);
  });

  test("takes a variable that is set to nothing for one that is not set", () => {
    expect(parseEnv({ ADAPTY_SECRET_KEY: "", ADAPTY_APPS: "", PORT: "" })).toMatchObject({ mode: "practice" });
  });
});

describe("live mode", () => {
  test("starts with one key, against Adapty itself", () => {
    expect(parseEnv(LIVE)).toMatchObject({
      mode: "live",
      ownEmulator: false,
      adaptyUrl: "https://api.adapty.io",
      apps: [{ id: "app", name: "My app", secretKey: "secret_live_abc" }],
    });
  });

  test("takes several apps, and these before the single key", () => {
    const two = [
      { id: "ios", name: "iOS", secretKey: "k1" },
      { id: "android", name: "Android", secretKey: "k2" },
    ];
    expect(parseEnv({ ...LIVE, ...apps(...two) }).apps).toEqual(two);
  });

  test("needs a session secret of 32 characters", () => {
    expect(complaint({ ADAPTY_SECRET_KEY: "secret_live_abc" })).toMatch(/^SESSION_SECRET is missing/);
    expect(complaint({ ...LIVE, SESSION_SECRET: "short" })).toMatch(/^SESSION_SECRET is too short: set it to 32/);
  });

  test("refuses a practice key for Adapty itself, and takes it for an emulator", () => {
    const practice = { ...LIVE, ADAPTY_SECRET_KEY: "secret_practice_acme-ios" };
    expect(complaint(practice)).toMatch(/^A practice key cannot be used/);
    expect(parseEnv({ ...practice, ADAPTY_URL: "http://127.0.0.1:4010" }).mode).toBe("live");
  });

  const practiceKey = "secret_practice_acme-ios";
  const emulator = "http://127.0.0.1:4010";
  const gateway = "https://gateway.example.com";
  const standIn = { ADAPTY_URL_IS_STAND_IN: "true" };
  const aloud = /^ADAPTY_URL is no address of Adapty's .* set ADAPTY_URL_IS_STAND_IN=true [^\n.]*\.$/;
  test.each([
    ["a practice key for Adapty", [practiceKey], undefined, /^A practice key cannot be used/],
    ["a practice key for Adapty, spelled out", [practiceKey], "https://API.adapty.io:443/x", /^A practice key/],
    ["a practice key for Adapty, over http", [practiceKey], "http://api.adapty.io", /^A practice key/],
    ["a practice key for Adapty, with a dot", [practiceKey], "https://api.adapty.io.", /^A practice key/],
    ["a practice key for another address of Adapty", [practiceKey], "https://api-eu.adapty.io", /^A practice key/],
    ["a practice key among real ones for Adapty", ["secret_live_a", practiceKey], undefined, /^A practice key/],
    ["keys of both kinds for another machine", ["secret_live_a", practiceKey], gateway, /^ADAPTY_APPS holds practice/],
    ["a real key for an unencrypted address", ["secret_live_a"], "http://gateway.example.com", /unencrypted/],
    ["a real key for Adapty, over http", ["secret_live_a"], "http://api.adapty.io", /unencrypted/],
    ["a real key for what begins like this machine", ["k"], "http://127.0.0.1.evil.example", /unencrypted/],
    ["a real key for Adapty", ["secret_live_a"], undefined, /^accepted$/],
    ["a real key for Adapty, spelled out", ["secret_live_a"], "https://api-eu.adapty.io", /^accepted$/],
    ["a real key for a gateway", ["secret_live_a"], gateway, aloud],
    ["a real key for an emulator here", ["secret_live_a"], emulator, aloud],
    ["a real key for what ends like Adapty", ["secret_live_a"], "https://notadapty.io", aloud],
    ["keys of both kinds for an emulator here", ["secret_live_a", practiceKey], emulator, aloud],
    ["a practice key for an emulator of the team", [practiceKey], "http://emulator.example.com", /^accepted$/],
    ["a practice key for what ends like Adapty", [practiceKey], "https://notadapty.io", /^accepted$/],
  ])("%s", (_, keys, url, said) => {
    const list = keys.map((secretKey, index) => ({ id: `app-${index}`, name: "App", secretKey }));
    const variables = { ...apps(...list), ...(url && { ADAPTY_URL: url }) };
    expect(complaint(variables)).toMatch(said);
    expect(complaint({ ...variables, ADAPTY_URL_IS_STAND_IN: "false" })).toMatch(said);
    // To say that it is meant opens what was closed for want of it, and nothing else.
    expect(complaint({ ...variables, ...standIn })).toMatch(said === aloud ? /^accepted$/ : said);
  });

  test("takes no other word for it than true and false", () => {
    expect(complaint({ ...LIVE, ADAPTY_URL: gateway, ADAPTY_URL_IS_STAND_IN: "1" })).toBe(
      "ADAPTY_URL_IS_STAND_IN must be true or false.",
    );
  });

  test("names who answers in Adapty's place, wherever that is", () => {
    const named = (url?: string) => parseEnv({ ...LIVE, ...standIn, ...(url && { ADAPTY_URL: url }) }).standIn;
    for (const url of [emulator, "http://localhost:4010", gateway]) expect(named(url)).toBe(url);
    const ofTheTeam = { ...LIVE, ADAPTY_SECRET_KEY: practiceKey, ADAPTY_URL: "http://emulator.example.com" };
    expect(parseEnv(ofTheTeam).standIn).toBe("http://emulator.example.com");
    expect([named(), named("https://api-eu.adapty.io"), parseEnv(standIn).standIn]).toEqual([null, null, null]);
  });

  test("refuses a key that a header would carry changed or not at all", () => {
    for (const key of ["secret live", " secret", "secret\n", "s\u00E9cret", "\u200Bsecret"]) {
      expect(complaint({ ...LIVE, ADAPTY_SECRET_KEY: key })).toMatch(/^ADAPTY_SECRET_KEY holds a space/);
    }
  });
});

describe("a wrong variable", () => {
  const good = { id: "ios", name: "iOS", secretKey: "k" };
  test.each([
    ["ADAPTY_APPS is not JSON: it must be a list", { ADAPTY_APPS: "[{" }],
    ["ADAPTY_APPS names one app id twice.", apps(good, { ...good, name: "Other" })],
    ["ADAPTY_APPS.0.id must be an app id", apps({ ...good, id: "My App" })],
    ["ADAPTY_APPS.0.secretKey is missing.", apps({ id: "ios", name: "iOS" })],
    ["ADAPTY_APPS.0 must be an object such as", apps({ ...good, key: "x" })],
    ["ADAPTY_APPS must be a list", apps()],
    ["ADAPTY_APPS must be a list", { ADAPTY_APPS: "{}" }],
    ["PORT must be a whole number from 0 to 65535.", { PORT: "70000" }],
    ["SESSION_IDLE_MINUTES must be a whole number of minutes from 5 to 480.", { SESSION_IDLE_MINUTES: "4" }],
    ["SESSION_HOURS must be a whole number of hours from 1 to 24.", { SESSION_HOURS: "240" }],
    ["EMULATOR_PORT must be a whole number from 0 to 65535.", { EMULATOR_PORT: "four" }],
    ["DATABASE_URL must begin with file:", { DATABASE_URL: "mysql://host/console" }],
    ["ADAPTY_URL must be an http or https address", { ADAPTY_URL: "ftp://example.com" }],
    ["TRUSTED_PROXIES must be addresses or networks", { TRUSTED_PROXIES: "proxy.example.com" }],
    ["TIME_ZONE is not an IANA time zone", { TIME_ZONE: "Mars/Olympus" }],
  ])("is named in a sentence: %s", (start, variables) => {
    expect(complaint(variables as Record<string, string>)).toContain(start);
  });

  test("is named together with every other wrong one, each on a line of its own", () => {
    expect(complaint({ PORT: "x", TIME_ZONE: "x" })).toMatch(/^PORT .*\.\nTIME_ZONE .*\.$/);
  });

  test("ends the start with that sentence alone, before anything is built", () => {
    const node = [process.execPath, "--conditions=react-server", "--import", "tsx", "lib/run/start.ts"] as const;
    const { PATH } = process.env;
    const run = spawnSync(node[0], node.slice(1), {
      env: { NODE_ENV: "production", PATH, ADAPTY_SECRET_KEY: "CANARY" },
      encoding: "utf8",
    });
    expect(run).toMatchObject({
      status: 1,
      stdout: "",
      stderr: "SESSION_SECRET is missing: with a live key set it to 32 random characters or more.\n",
    });
  });

  test("named by a secret put in the wrong place is not repeated either", () => {
    expect(complaint(apps({ ...good, CANARY: "x" }))).not.toContain("CANARY");
  });

  test("never repeats a value, which may be a secret", () => {
    const secret = fc.stringMatching(/^\[?\{?CANARY[a-z0-9 "]{8,20}$/);
    fc.assert(
      fc.property(secret, fc.constantFrom("ADAPTY_APPS", "SESSION_SECRET", "PUBLIC_URL", "PORT"), (value, name) => {
        expect(complaint({ ADAPTY_SECRET_KEY: "k", [name]: value })).not.toContain("CANARY");
      }),
    );
  });
});

describe("the rest", () => {
  test("has defaults, and the public address follows the port", () => {
    expect(parseEnv({ PORT: "8080" })).toMatchObject({
      databaseUrl: "file:data/console.db",
      publicUrl: "http://127.0.0.1:8080",
      timeZone: "UTC",
      emulator: { port: 4010, file: "data/emulator.db" },
    });
    expect(parseEnv({ PUBLIC_URL: "https://support.example.com/path" }).publicUrl).toBe("https://support.example.com");
  });
});
