import { describe, expect, test } from "vitest";
import { parseEnv } from "./env";
import { complaint, LIVE } from "./env.fixture";

describe("single sign-on", () => {
  const acme = { OIDC_ISSUER: "https://id.acme.example/realms/a", OIDC_CLIENT_ID: "console" };

  test("is off until its issuer and client are named, and then makes viewers and keeps passwords", () => {
    expect(parseEnv({ ...LIVE, OIDC_ONLY: "" }).sso).toBeNull();
    expect(parseEnv({ ...LIVE, ...acme }).sso).toEqual({
      issuer: acme.OIDC_ISSUER,
      clientId: "console",
      clientSecret: undefined,
      name: "single sign-on",
      defaultRole: "viewer",
      only: false,
      trustEmail: false,
    });
  });

  test("refuses to start on half of it, whichever half", () => {
    expect(complaint({ ...LIVE, OIDC_ISSUER: acme.OIDC_ISSUER })).toMatch(/^OIDC_CLIENT_ID is missing: .* unset every/);
    for (const [name, value] of [
      ["OIDC_CLIENT_ID", "x"],
      ["OIDC_CLIENT_SECRET", "CANARY"],
      ["OIDC_ONLY", "true"],
    ] as const) {
      expect(complaint({ ...LIVE, [name]: value })).toMatch(/^OIDC_ISSUER is missing: [^\n]*$/);
    }
    expect(complaint({ ...LIVE, OIDC_CLIENT_SECRET: "CANARY" })).not.toContain("CANARY");
  });

  test("takes http on this machine alone, and nothing that is no issuer", () => {
    const issuer = (OIDC_ISSUER: string) => complaint({ ...LIVE, ...acme, OIDC_ISSUER });
    for (const good of ["http://127.0.0.1:4400", "http://localhost:4400/", "https://id.acme.example"]) {
      expect(issuer(good), good).toBe("accepted");
    }
    const bad = [
      "http://id.acme.example",
      "https://a:b@id.acme.example",
      "https://id.acme.example?x=1",
      "acme",
      "ftp://x",
    ];
    for (const text of bad) expect(issuer(text), text).toMatch(/^OIDC_ISSUER must be the https address/);
  });

  test("names a wrong role, a wrong switch and a secret that no header carries", () => {
    const with_ = (more: Record<string, string>) => complaint({ ...LIVE, ...acme, ...more });
    expect(with_({ OIDC_DEFAULT_ROLE: "boss" })).toMatch(/^OIDC_DEFAULT_ROLE must be one of viewer, .*none\.$/);
    expect(with_({ OIDC_ONLY: "yes" })).toBe("OIDC_ONLY must be true or false.");
    expect(with_({ OIDC_TRUST_EMAIL: "1" })).toBe("OIDC_TRUST_EMAIL must be true or false.");
    expect(with_({ OIDC_CLIENT_SECRET: "CANARY with spaces" })).toMatch(/^OIDC_CLIENT_SECRET holds a space[^Y]*$/);
    expect(with_({ OIDC_NAME: "x".repeat(41) })).toMatch(/^OIDC_NAME must be a name/);
    expect(with_({ OIDC_DEFAULT_ROLE: "none", OIDC_ONLY: "true", OIDC_NAME: "Acme SSO" })).toBe("accepted");
  });
});
