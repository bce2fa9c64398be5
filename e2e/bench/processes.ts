import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";

const READY_TRIES = 3000;
const children = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of children) child.kill();
});

export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

type Command = { args: string[]; env?: Record<string, string>; cwd?: string };

function launch({ args, env, cwd }: Command, spoken: "ignore" | "pipe" = "ignore"): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: [spoken, spoken, "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production", ...env },
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

/** Starts a Node process that serves on `port` and resolves with its address when `ready` (a path) answers. */
export async function start({ port, ready = "/", ...command }: Command & { port: number; ready?: string }) {
  const child = launch(command);
  const what = command.args.join(" ");
  const url = `http://127.0.0.1:${port}`;
  for (let tried = 0; tried < READY_TRIES; tried++) {
    if (child.exitCode !== null) throw new Error(`${what} ended with ${child.exitCode}`);
    const answer = await fetch(url + ready).catch(() => null);
    if (answer) return url;
    await wait(100);
  }
  throw new Error(`${what} never answered on ${url}${ready}`);
}

/** Runs a Node command to its end; throws when it fails. */
export async function run(command: Command): Promise<void> {
  const code = await new Promise((resolve) => launch(command).once("exit", resolve));
  if (code !== 0) throw new Error(`${command.args.join(" ")} ended with ${code}`);
}

/** Starts a Node process that answers each line it is told with a line; resolves when it has said its first. */
export async function converse(command: Command): Promise<(line: string) => Promise<string>> {
  const child = launch(command, "pipe");
  const lines = createInterface({ input: child.stdout as Readable })[Symbol.asyncIterator]();
  const hear = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${command.args.join(" ")} ended.`);
      // The log goes the same way.
      if (!value.startsWith("{")) return value;
    }
  };
  await hear();
  return async (line) => {
    child.stdin?.write(`${line}\n`);
    return hear();
  };
}

export async function stopAll(): Promise<void> {
  const ends = [...children].map((child) => new Promise((resolve) => child.once("exit", resolve)));
  for (const child of children) child.kill();
  await Promise.all(ends);
}
