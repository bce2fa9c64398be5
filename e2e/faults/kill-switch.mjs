// Loaded into the built console by NODE_OPTIONS: once armed (SIGUSR2, the count stands in KILL_FILE) it kills its own process
// with SIGKILL right before the statement of that number, so that every state of the journal is met.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
// KILL_AT arms it from the start.
let left = Number(process.env.KILL_AT || Number.POSITIVE_INFINITY);

function countDown() {
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}

function watch(prototype, names) {
  for (const name of names) {
    const original = prototype[name];
    prototype[name] = function (...given) {
      countDown();
      return original.apply(this, given);
    };
  }
}

process.on("SIGUSR2", () => {
  left = Number(readFileSync(process.env.KILL_FILE ?? "", "utf8"));
});

const Database = require("libsql");
const probe = new Database(":memory:");
watch(Object.getPrototypeOf(probe.prepare("select 1")), ["run", "all", "get"]);
probe.close();
watch(require("pg").Client.prototype, ["query"]);
