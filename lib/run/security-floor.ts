import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The oldest versions without a known hole that reaches this console. A new advisory raises them, in the same change as
 * package.json: within a day when it is critical, within three when it is high. Source: the security advisories of next and react.
 */
export const SECURITY_FLOOR = { next: "16.4.6", react: "19.3.1", "react-dom": "19.3.1" };

const toNumbers = (version: string): number[] => version.split("-")[0]?.split(".").map(Number) ?? [];

/** A pre-release counts as older than the version that it prepares. */
export function isBelow(version: string, floor: string): boolean {
  const [has, needs] = [toNumbers(version), toNumbers(floor)];
  for (const [place, needed] of needs.entries()) {
    const held = has[place] ?? 0;
    if (held !== needed) return !(held > needed);
  }
  return version.includes("-");
}

const readInstalled = (name: string, root: string): string => {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")) as {
    version: string;
  };
  return version;
};

/** Why the console must not start with the packages installed under `root`, in a sentence; undefined when it may. */
export function whyBelowFloor(
  root: string,
  floor: Record<string, string> = SECURITY_FLOOR,
  read = readInstalled,
): string | undefined {
  const old = Object.entries(floor).flatMap(([name, needed]) => {
    let installed: string;
    try {
      installed = read(name, root);
    } catch {
      return [`${name}, whose version cannot be read`];
    }
    return isBelow(installed, needed) ? [`${name} ${installed}, which must be ${needed} or newer`] : [];
  });
  if (old.length === 0) return undefined;
  return `The console does not start with packages that have known security holes: ${old.join("; ")}. Run npm ci in its folder.`;
}
