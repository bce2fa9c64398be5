import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Locked = {
  version: string;
  integrity?: string;
  resolved?: string;
  optional?: boolean;
  hasInstallScript?: boolean;
};

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([path]) => path !== "");

test("what every machine installs is locked by its content, and from no registry in particular", () => {
  const unsealed = locked.filter(([, { optional, integrity }]) => !optional && !integrity?.startsWith("sha512-"));
  expect(unsealed.map(([path]) => path)).toEqual([]);
  expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test("nothing runs as it is installed, but for the one whose script only checks what npm has brought", () => {
  const scripts = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
  expect(scripts).toEqual(["node_modules/esbuild"]);
});

test("npm lists all of it as a bill of materials", () => {
  const { stdout } = spawnSync("npm", ["sbom", "--sbom-format=cyclonedx", "--package-lock-only"], { encoding: "utf8" });
  const { components } = JSON.parse(stdout) as { components: { name: string; version: string }[] };
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const missing = locked
    .filter(([, { optional }]) => !optional)
    .map(([path, { version }]) => `${nameOf(path)}@${version}`)
    .filter((name) => !listed.has(name));
  expect(missing).toEqual([]);
});
