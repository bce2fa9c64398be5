// Loaded into the built console by NODE_OPTIONS: once armed (SIGUSR2, count and signal stand in KILL_FILE) it sends its own
// process SIGKILL right before the statement of that number, or SIGSTOP right after it, so that every state of the journal is met.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const file = process.env.KILL_FILE ?? "";
// KILL_AT arms it from the start.
let left = Number(process.env.KILL_AT || Number.POSITIVE_INFINITY);
let signal = "SIGKILL";

function countDown() {
  left -= 1;
  if (left !== 0) return;
  if (signal === "SIGSTOP") writeFileSync(file, "stopped");
  process.kill(process.pid, signal);
}

function stopAfter(answer) {
  countDown();
  return answer;
}

function watch(prototype, names) {
  for (const name of names) {
    const original = prototype[name];
    prototype[name] = function (...given) {
      if (signal === "SIGKILL") countDown();
      const answer = original.apply(this, given);
      if (signal === "SIGKILL") return answer;
      if (typeof answer?.then === "function") return answer.then(stopAfter);
      return stopAfter(answer);
    };
  }
}

process.on("SIGUSR2", () => {
  const [count, named] = readFileSync(file, "utf8").split(" ");
  left = Number(count);
  signal = named;
});

const Database = require("libsql");
const probe = new Database(":memory:");
watch(Object.getPrototypeOf(probe.prepare("select 1")), ["run", "all", "get"]);
probe.close();
watch(require("pg").Client.prototype, ["query"]);
