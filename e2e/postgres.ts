import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Given = { url: string; stop: () => Promise<void> };
type Lent = Given | { why: string };
type User = { uid: number; gid: number };

const DEBIAN = "/usr/lib/postgresql";
const isRoot = () => process.getuid?.() === 0;
const ask = (command: string, args: string[]) => spawnSync(command, args, { encoding: "utf8" }).stdout?.trim() ?? "";

/** The newest of Debian's, or where pg_config says. */
function findPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, "bin")), ask("pg_config", ["--bindir"])];
  return folders.find((folder) => folder !== "" && existsSync(join(folder, "initdb")));
}

function installPrograms() {
  // A service that the package would start on its own has no part in this.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  console.log("No PostgreSQL found: installing one for the unit tests ...");
  spawnSync("apt-get", ["update"], { env, stdio: "ignore", timeout: 60_000 });
  spawnSync("apt-get", ["install", "-y", "postgresql"], { env, stdio: "ignore", timeout: 180_000 });
}

/** PostgreSQL refuses root. */
function findUser(): User | undefined {
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = [ask("id", ["-u", name]), ask("id", ["-g", name])];
    if (uid !== "" && gid !== "") return { uid: Number(uid), gid: Number(gid) };
  }
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

// Lives until its input ends, so also when this process is killed, and leaves nothing behind.
const KEEPER = `
"$1/initdb" -D "$2/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$2/log" 2>&1 &&
"$1/pg_ctl" -D "$2/data" -l "$2/log" -w -o "$3" start >/dev/null 2>&1 && echo ready || tail -n 1 "$2/log"
cat >/dev/null
"$1/pg_ctl" -D "$2/data" -m immediate stop >/dev/null 2>&1
rm -rf "$2"`;

/** Starts a new cluster on a free port of this machine, in a folder that goes with it. */
async function startCluster(programs: string, user: User | undefined): Promise<Lent> {
  const folder = mkdtempSync(join(tmpdir(), "console-postgres-"));
  if (user) chownSync(folder, user.uid, user.gid);
  const port = await findPort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300`;
  const keeper = spawn("sh", ["-c", KEEPER, "sh", programs, folder, settings], {
    stdio: ["pipe", "pipe", "ignore"],
    cwd: folder,
    // Apart from the terminal, whose Ctrl+C would end it before it has cleared up.
    detached: true,
    ...user,
  });
  const ended = once(keeper, "exit");
  const stop = async () => {
    keeper.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const [said] = await Promise.race([once(keeper.stdout, "data"), ended]);
  if (`${said}`.trim() === "ready") return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop };
  await stop();
  return { why: `a server could not be started (${`${said}`.trim()})` };
}

/**
 * A PostgreSQL server for the unit tests: the one that TEST_POSTGRES_URL names, else one of their own, which `stop` ends and
 * removes; it ends with this process too, however that ends. Without either it says why, to follow "because".
 */
export async function lendPostgres(named = process.env.TEST_POSTGRES_URL): Promise<Lent> {
  if (named) return { url: named, stop: async () => {} };
  if (!findPrograms() && isRoot() && ask("sh", ["-c", "command -v apt-get"])) installPrograms();
  const programs = findPrograms();
  if (!programs) return { why: "none is installed: install it, or name a server in TEST_POSTGRES_URL" };
  const user = isRoot() ? findUser() : undefined;
  if (isRoot() && !user) return { why: "it refuses to run as root, and there is no other user" };
  return startCluster(programs, user);
}
