import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { expect, test } from "vitest";
import { lendPostgres } from "./postgres";

const module = fileURLToPath(new URL("postgres.ts", import.meta.url));
const lent = `import { lendPostgres } from ${JSON.stringify(module)};
console.log(JSON.stringify(await lendPostgres("")));
process.stdin.resume();`;

async function whyNoAnswer(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query("select 1 as one");
    return `answered ${rows[0].one}`;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  } finally {
    await client.end().catch(() => {});
  }
}

test("the server that is named is the one to use", async () => {
  const url = "postgres://me@example.test/console";
  expect(await lendPostgres(url)).toMatchObject({ url });
});

test("a server of the tests' own answers until it is handed back, or says why there is none", async () => {
  const given = await lendPostgres("");
  if ("why" in given) return expect(given.why).toMatch(/\w/);
  expect(await whyNoAnswer(given.url)).toBe("answered 1");
  await given.stop();
  expect(await whyNoAnswer(given.url)).toBe("ECONNREFUSED");
});

test("a server of the tests' own ends with the process that asked for it, even when that is killed", async () => {
  const asker = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", lent], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [said] = await once(asker.stdout, "data");
  asker.kill("SIGKILL");
  await once(asker, "exit");
  const given = JSON.parse(`${said}`) as Awaited<ReturnType<typeof lendPostgres>>;
  if ("url" in given) await expect.poll(() => whyNoAnswer(given.url), { timeout: 30_000 }).toBe("ECONNREFUSED");
});
