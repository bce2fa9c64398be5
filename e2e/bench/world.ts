import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { APP, seedCustomer } from "./adapty";
import { startBarePage } from "./bare-page";
import { findFreePort, start } from "./processes";
import { signIn } from "./sign-in";

export const UPSTREAM_DELAY_MS = 50;
export const CUSTOMER = "bench.customer";

const folder = mkdtempSync(join(tmpdir(), "console-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

export async function startEmulator(name = "emulator"): Promise<string> {
  const port = await findFreePort();
  const env = { EMULATOR_PORT: String(port), EMULATOR_FILE: join(folder, `${name}.db`) };
  return start({ args: ["--conditions=react-server", "--import", "tsx", "lib/emulator/main.ts"], port, env });
}

/** Starts one of the small servers beside this file, with a database file of its own. */
export async function startBeside(file: string, env: Record<string, string>): Promise<string> {
  const port = await findFreePort();
  const args = ["--import", "tsx", join("e2e", "bench", file)];
  return start({ args, port, env: { PORT: String(port), FILE: join(folder, `${file}.db`), ...env } });
}

/** The console as `npm start` serves it, in practice mode; builds first when a source file is newer than the last build. */
async function startConsole(adaptyUrl: string) {
  const port = await findFreePort();
  const env = { PORT: String(port), ADAPTY_URL: adaptyUrl, DATABASE_URL: `file:${join(folder, "console.db")}` };
  const url = await start({
    args: ["--conditions=react-server", "--import", "tsx", "lib/run/start.ts"],
    port,
    env,
    ready: "/api/health",
  });
  return { url, cookie: await signIn(url, "lead") };
}

async function open() {
  const emulator = await startEmulator();
  const upstream = await startBeside("delay.ts", { UPSTREAM: emulator, DELAY_MS: String(UPSTREAM_DELAY_MS) });
  const profileId = await seedCustomer(emulator, CUSTOMER, 8, 20);
  const path = `/${APP}/customers/${profileId}`;
  const signedIn = await startConsole(upstream);
  const html = await (await fetch(signedIn.url + path, { headers: { cookie: signedIn.cookie } })).text();
  const rows = html.match(/<tr/g)?.length ?? 0;
  if (!html.includes(CUSTOMER)) throw new Error("The console's customer page does not show the customer.");
  return { emulator, upstream, profileId, path, console: signedIn, rows };
}

export type World = Awaited<ReturnType<typeof open>>;
let opened: Promise<World> | undefined;

/** Emulator, the same 50 ms away, and the console, each in its own process; started once for all parts. */
export function openWorld(): Promise<World> {
  opened ??= open();
  return opened;
}

let bare: Promise<string> | undefined;

/** The bare page beside the console, on the same upstream and with as many rows. */
export function openBarePage({ upstream, rows }: World): Promise<string> {
  bare ??= startBarePage(upstream, rows);
  return bare;
}
