import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { canary, moreCanary } from "@/e2e/fixtures/canary";
import { findSecrets } from "@/e2e/fixtures/spellings";

const secrets = { ...canary, ...moreCanary };
const password = moreCanary.database_password;
const encoded = encodeURIComponent(password);
const postgres = process.env.TEST_POSTGRES_URL;

/** All that a start with these variables says, and how it ended. */
async function start(variables: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "console-start-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const run = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "lib/run/start-alone.fixture.ts"],
    {
      cwd: join(import.meta.dirname, "..", ".."),
      env: {
        NODE_ENV: "production",
        PATH: process.env.PATH,
        ...canary,
        DATABASE_URL: `file:${join(folder, "console.db")}`,
        AUDIT_KEY_FILE: join(folder, "key.pem"),
        ...variables,
      },
    },
  );
  const said: Buffer[] = [];
  for (const stream of [run.stdout, run.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  const [status] = await once(run, "close");
  const bytes = Buffer.concat(said);
  return { status, said: bytes.toString(), found: findSecrets(bytes, secrets) };
}

describe("a start that cannot open its database names the variable and repeats nothing of the password", () => {
  test("where nobody answers", async () => {
    const run = await start({ DATABASE_URL: `postgres://console:${encoded}@127.0.0.1:1/console` });
    expect(run).toMatchObject({ status: 1, found: [] });
    expect(run.said).toMatch(/DATABASE_URL.* cannot be opened: .*ECONNREFUSED/);
  });

  test.runIf(postgres)("where the server has no such database or user", async () => {
    const url = new URL(postgres ?? "");
    url.password = encoded;
    url.pathname = "/there_is_none";
    const noDatabase = await start({ DATABASE_URL: url.href });
    expect(noDatabase).toMatchObject({ status: 1, found: [] });
    expect(noDatabase.said).toMatch(/cannot be opened: .*"there_is_none" does not exist/);
  });

  test.each([
    ["an @ before it instead of a colon", (host: string) => `postgres://console@${encoded}@${host}/console`],
    ["it being typed as it is", (host: string) => `postgres://console:${password}@${host}/console`],
    ["a slash in the name before it", (host: string) => `postgres://${host}/console:${encoded}@${host}/console`],
    ["no host after it", () => `postgres://console:${encoded}/console`],
  ])("where its address cannot be read for %s", async (_, toUrl) => {
    const run = await start({ DATABASE_URL: toUrl(postgres ? new URL(postgres).host : "127.0.0.1:1") });
    expect(run).toMatchObject({ status: 1, found: [] });
    expect(run.said).toMatch(/^DATABASE_URL is not an address such as postgres:[^\n]*\n$/);
  });
});

test("a start whose provider of single sign-on does not answer repeats nothing of the client's secret", async () => {
  const { OIDC_CLIENT_SECRET } = moreCanary;
  const run = await start({ OIDC_ISSUER: "http://127.0.0.1:1", OIDC_CLIENT_ID: "console", OIDC_CLIENT_SECRET });
  expect(run.said).toContain('{"ok":false,"code":"sso_down"}');
  expect(run).toMatchObject({ status: 0, found: [] });
});
