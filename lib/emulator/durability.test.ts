import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clientOf, DAY, day, monthly, NOW } from "./client.fixture";
import { startEmulator } from "./listener";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = async (now = NOW) =>
  clientOf(await startEmulator({ port: 0, file: join(folder, "deep", "emulator.db"), now: () => now }));

test("everything that was answered is there after a restart, and timestamps go on rising", async () => {
  const first = await start();
  await first.as("kept").create({ custom_attributes: [{ key: "a", value: "1" }] });
  await first.as("kept").set(monthly());
  await first.as("kept").set(monthly({ store_transaction_id: "101", purchased_at: day(-1), expires_at: day(29) }));
  await first.as("kept").grant({ access_level_id: "sports", expires_at: day(5) });
  await first.as("kept").revoke({ access_level_id: "premium", revoke_at: day(3) });
  await first.as("anna.subscribed").remove();
  const before = (await first.as("kept").patch({ first_name: "K" })).body.data;
  await first.close();

  const second = await start();
  const { timestamp, ...after } = (await second.as("kept").get()).body.data;
  expect(after).toEqual({ ...before, timestamp: undefined });
  expect(timestamp).toBeGreaterThan(before.timestamp);
  expect((await second.as("anna.subscribed").get()).status).toBe(404);
  await second.close();
});

test("the cast is seeded once, at the first start, and dated from then", async () => {
  const first = await start();
  const before = (await first.as("anna.subscribed").get()).body.data.access_levels[0];
  await first.close();
  const second = await start(NOW + 3 * DAY);
  expect((await second.as("anna.subscribed").get()).body.data.access_levels[0]).toEqual(before);
  await second.close();
});

const MAIN = join(import.meta.dirname, "main.ts");

test("what was answered survives the process being killed", async () => {
  const run = () => {
    const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", MAIN], {
      cwd: join(import.meta.dirname, "../.."),
      env: { ...process.env, EMULATOR_PORT: "0", EMULATOR_FILE: join(folder, "emulator.db") },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const url = new Promise<string>((resolve, reject) => {
      let output = "";
      child.stdout.on("data", (chunk) => {
        output += chunk;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output);
        if (found && output.includes("public documents")) resolve(found[0]);
      });
      child.once("exit", () => reject(new Error(`The emulator ended: ${output}`)));
    });
    const kill = () =>
      new Promise((resolve) => {
        child.once("exit", resolve);
        child.kill("SIGKILL");
      });
    return { url, kill };
  };
  const first = run();
  const writing = clientOf({ url: await first.url, close: async () => {} });
  await writing.as("survivor").create();
  const { status } = await writing.as("survivor").set(monthly());
  await first.kill();
  expect(status).toBe(200);

  const second = run();
  const reading = clientOf({ url: await second.url, close: async () => {} });
  expect((await reading.as("survivor").get()).body.data.subscriptions).toHaveLength(1);
  await second.kill();
}, 30_000);
