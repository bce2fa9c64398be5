import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signIn } from "../bench/sign-in";
import { startEmulator } from "../bench/world";
import type { WriteAction } from "../fixtures/write-inputs";
import type { Chance } from "./chance";
import { type Console, createConsole } from "./console";
import { createDatabase } from "./own-database";
import { startProxy } from "./proxy";
import { createSettling, openPatiently } from "./settling";
import { fillIn } from "./writes";

const ROLE = "lead";
type Asked = { instances: number; chance: Chance; server: string | undefined };

/** Emulator, fault proxy and as many consoles on one database, each of them a process of its own but for the proxy. */
export async function openWorld({ instances, chance, server }: Asked) {
  const folder = mkdtempSync(join(tmpdir(), "console-faults-"));
  const database = await createDatabase(folder, server);
  const emulator = await startEmulator();
  process.env.E2E_EMULATOR = emulator;
  const proxy = await startProxy(emulator);
  const consoles: Console[] = [];
  // Beside SQLite's file they share it, as two consoles of one folder do; on PostgreSQL each machine has its own.
  const checkpointFile = server ? undefined : join(folder, "checkpoints");
  const place = { adaptyUrl: proxy.url, databaseUrl: database.url, folder, checkpointFile };
  for (let count = 0; count < instances; count += 1) consoles.push(await createConsole(place));
  const first = consoles[0] as Console;
  await Promise.all(consoles.map((console) => console.start()));
  const db = await openPatiently(database.url);
  const cookie = await signIn(first.url, ROLE);

  return {
    name: database.name,
    databaseUrl: database.url,
    proxy,
    consoles,
    db,
    chance,
    cookie,
    ...createSettling(db, proxy),
    anyConsole: () => chance.pick(consoles),
    fillIn: (action: WriteAction) => fillIn(action, chance.pick(consoles), cookie),
    async close() {
      for (const console of consoles) console.kill();
      await Promise.all(consoles.map((console) => console.ended()));
      proxy.close();
      await db.destroy();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;
