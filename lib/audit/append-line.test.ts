import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { appendLine } from "./append-line";

const KIB = 1024;
const MOST_KIB = 500;

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "lines-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "lines.jsonl");
}

/** Appends where a file may hold MOST_KIB and no byte more: as on a full disk, a write that begins before the end ends there. */
function appendWithin(file: string, line: string): string {
  const command = `trap '' XFSZ; ulimit -f ${MOST_KIB}; exec "$0" "$@"`;
  const fixture = join(import.meta.dirname, "append-line.fixture.ts");
  const node = [process.execPath, "--conditions=react-server", "--import", "tsx", fixture, file, line];
  return spawnSync("bash", ["-c", command, ...node], { encoding: "utf8" }).stdout;
}

test("a line of which the disk takes a part only is no line, and the next one stands apart from what is left of it", () => {
  const file = newFile();
  const kept = `${"x".repeat(MOST_KIB * KIB - 11)}\n`;
  writeFileSync(file, kept);
  expect(appendWithin(file, "123456789")).toBe("appended");
  writeFileSync(file, kept);
  expect(appendWithin(file, "1234567890123")).toBe("EFBIG");
  expect(readFileSync(file, "utf8")).toBe(`${kept}1234567890`);
  appendLine(file, "next");
  expect(readFileSync(file, "utf8")).toBe(`${kept}1234567890\nnext\n`);
});
