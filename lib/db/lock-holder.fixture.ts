import { spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";

const hold = (file: string) =>
  `const D = require("libsql"); const d = new D(${JSON.stringify(file)}); d.exec("begin exclusive"); console.log("held"); setInterval(() => d, 1000)`;

/** Another process that holds this SQLite file for itself; `letGo` ends it. */
export async function lockFile(file: string) {
  const child = spawn(process.execPath, ["-e", hold(file)], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  const letGo = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  onTestFinished(letGo);
  return { letGo };
}
