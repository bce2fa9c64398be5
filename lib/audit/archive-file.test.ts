import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";

const refused = vi.hoisted(() => ({ step: "" }));
// No volume here is full, or knows no hard links: one step refuses as such a volume does.
vi.mock("node:fs/promises", async (importOriginal) => {
  const real = await importOriginal<typeof import("node:fs/promises")>();
  const refusing = (step: "chmod" | "link") => async (from: string, to: never) => {
    if (refused.step === step) throw Object.assign(new Error(`EPERM: ${step}`), { code: "EPERM" });
    return real[step](from, to);
  };
  return { ...real, chmod: refusing("chmod"), link: refusing("link") };
});
const { writeWhole } = await import("./archive-file");

function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "archive-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, path: join(folder, "audit-1-2.jsonl") };
}

async function* lines(...texts: string[]) {
  yield* texts;
}

async function* breaking() {
  yield "one\n";
  throw new Error("The database went away");
}

test("a file is whole, for nobody to change, and alone in its folder; what is there already stays", async () => {
  refused.step = "";
  const { folder, path } = newFolder();
  await writeWhole(folder, path, lines("one\n", "two\n"));
  await writeWhole(folder, path, lines("another\n"));
  expect(readFileSync(path, "utf8")).toBe("one\ntwo\n");
  expect(statSync(path).mode & 0o777).toBe(0o400);
  expect(readdirSync(folder)).toEqual(["audit-1-2.jsonl"]);
});

test.each(["chmod", "link"])("a volume that refuses %s is left with nothing of it", async (step) => {
  refused.step = step;
  const { folder, path } = newFolder();
  await expect(writeWhole(folder, path, lines("one\n"))).rejects.toThrow(`EPERM: ${step}`);
  expect(readdirSync(folder)).toEqual([]);
});

test("so is one where what was to be written breaks off", async () => {
  refused.step = "";
  const { folder, path } = newFolder();
  await expect(writeWhole(folder, path, breaking())).rejects.toThrow("The database went away");
  expect(readdirSync(folder)).toEqual([]);
});
