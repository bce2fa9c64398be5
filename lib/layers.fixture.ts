import { posix } from "node:path";

/** `path` from the root of the house, with slashes. */
export type Source = { path: string; text: string };
type Import = { to: string; typeOnly: boolean };
type Rule = { rule: string; why: string; offences: (source: Source, house: Source[]) => string[] };

const IMPORT =
  /\b(?:import|export)\s+(type\s+)?([^"';]*?)\s*\bfrom\s*["']([^"']+)["']|\bimport\s*\(\s*["']([^"']+)["']|\bimport\s+["']([^"']+)["']/g;
const DRIVERS = /^(libsql|@libsql\/.*|pg|better-sqlite3|sqlite3|node:sqlite)$/;
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bMath\.random\b|\bprocess\.\w+|(?<![.\w])(?:globalThis\.|window\.)?fetch\(/g;
/** What lib/world gives the engine, and the fault runs give it otherwise. */
const WORLD =
  /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bMath\.random\b|\brandom(?:UUID|Bytes|Int)\b|\bset(?:Timeout|Interval|Immediate)\b|\bnode:timers\b|\bglobalThis\.fetch\b|(?<![.\w])fetch\(/g;
const ENGINE = ["lib/operations", "lib/approvals", "lib/audit", "lib/adapty"];

const codeOf = ({ text }: Source) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(?<![:"'`])\/\/.*/g, "");
const isTest = ({ path }: Source) => /\.(test|fixture)\.tsx?$/.test(path) || path.startsWith("e2e/");
const isServer = (source: Source) => /^import ["']server-only["']/m.test(source.text);
const within = (path: string, ...rooms: string[]) => rooms.some((room) => path === room || path.startsWith(`${room}/`));
const isPure = (source: Source) =>
  within(source.path, "lib") && !within(source.path, "lib/emulator", "lib/run") && !isServer(source) && !isTest(source);

/** What a file imports: paths from the root for our own files, names for packages. */
export function importsOf(source: Source): Import[] {
  return [...codeOf(source).matchAll(IMPORT)].map(([, type, names = "", from, dynamic, bare]) => {
    const text = from ?? dynamic ?? bare ?? "";
    const onlyTypes = /^\{(\s*type\s+[^,}]+,?)+\s*\}$/.test(names.trim());
    const to = text.startsWith("@/")
      ? text.slice(2)
      : text.startsWith(".")
        ? posix.join(posix.dirname(source.path), text)
        : text;
    return { to: to.replace(/\.(tsx?|js)$/, ""), typeOnly: type !== undefined || onlyTypes };
  });
}

const find = (path: string, house: Source[]) =>
  house.find((source) => source.path.replace(/\.(tsx?|js)$/, "") === path);
const importing = (source: Source, wrong: (imported: Import) => boolean) =>
  importsOf(source)
    .filter(wrong)
    .map(({ to }) => `imports ${to}`);
const importsServer = (source: Source, house: Source[]) =>
  importing(source, ({ to, typeOnly }) => {
    const target = find(to, house);
    return !typeOnly && target !== undefined && isServer(target);
  });
const matches = (source: Source, pattern: RegExp) => [...new Set(codeOf(source).match(pattern) ?? [])];

export const rules: Rule[] = [
  {
    rule: "lib never imports app or components",
    why: "the arrows go app -> components -> lib, so that lib can be read and tested without a screen",
    offences: (source) =>
      within(source.path, "lib") ? importing(source, ({ to }) => within(to, "app", "components")) : [],
  },
  {
    rule: "components import neither app nor server files",
    why: "they are dumb parts that also run in the browser",
    offences: (source, house) =>
      within(source.path, "components") && !isTest(source)
        ? [...importing(source, ({ to }) => within(to, "app")), ...importsServer(source, house)]
        : [],
  },
  {
    rule: "a pure file imports no server file and nothing of Node",
    why: 'without "server-only" it may be bundled for the browser',
    offences: (source, house) =>
      isPure(source)
        ? [
            ...importsServer(source, house),
            ...importing(source, ({ to, typeOnly }) => !typeOnly && to.startsWith("node:")),
          ]
        : [],
  },
  {
    rule: "a pure file has no clock, chance, environment or network",
    why: '"now" is an argument; a file that needs the world starts with import "server-only"',
    offences: (source) => (isPure(source) ? matches(source, IMPURE).map((found) => `uses ${found}`) : []),
  },
  {
    rule: "the engine takes clock, chance, timers and network from lib/world",
    why: "the fault runs put their own in its place, so that each of their stories can be told again",
    offences: (source) =>
      within(source.path, ...ENGINE) && isServer(source) && !isTest(source)
        ? matches(source, WORLD).map((found) => `uses ${found}`)
        : [],
  },
  {
    rule: "only lib/adapty/client.ts calls Adapty and touches the secret key",
    why: "limits, retries, the identity check and the key's safety live in that one door",
    offences: (source) => {
      if (isTest(source) || within(source.path, "lib/adapty/client.ts", "lib/env.ts", "lib/emulator")) return [];
      const calls =
        matches(source, /(?<![.\w])(?:globalThis\.|window\.)?fetch\(/g).length > 0 &&
        /adaptyUrl|api\.adapty\.io/.test(codeOf(source));
      return [
        ...matches(source, /\bsecretKey\b|Api-Key \$\{/g).map((found) => `uses ${found}`),
        ...(calls ? ["fetches from Adapty"] : []),
      ];
    },
  },
  {
    rule: "only lib/env.ts reads process.env",
    why: "variables are parsed once, with a sentence for each wrong one; NODE_ENV and NEXT_RUNTIME are set by Next itself",
    offences: (source) =>
      isTest(source) || within(source.path, "lib/env.ts", "lib/run", "next.config.js", "vitest.config.ts")
        ? []
        : matches(source, /\bprocess\.env\b(?!\.(NODE_ENV|NEXT_RUNTIME)\b)/g).map((found) => `reads ${found}`),
  },
  {
    rule: "only lib/db opens a database",
    why: "journal mode, time limits and migrations are set there; the emulator keeps its own file",
    offences: (source) =>
      isTest(source) || within(source.path, "lib/db", "lib/emulator")
        ? []
        : importing(source, ({ to, typeOnly }) => !typeOnly && DRIVERS.test(to)),
  },
  {
    rule: "the emulator imports only pure files of lib/adapty",
    why: "it is a guest that can be deleted; only its main.ts may read lib/env",
    offences: (source, house) => {
      if (!within(source.path, "lib/emulator") || isTest(source)) return [];
      const welcome = ({ to }: Import) => {
        if (to === "lib/env") return source.path === "lib/emulator/main.ts";
        if (!within(to, "app", "components", "lib", "e2e")) return !/^(next|react)([/-]|$)/.test(to);
        const target = find(to, house);
        return within(to, "lib/emulator") || (within(to, "lib/adapty") && !(target && isServer(target)));
      };
      return importing(source, (imported) => !welcome(imported));
    },
  },
  {
    rule: "only the start of the console imports the emulator",
    why: "the console reaches it over HTTP, exactly like Adapty",
    offences: (source) =>
      isTest(source) || within(source.path, "lib/emulator", "lib/run/prepare-start.ts", "instrumentation.ts")
        ? []
        : importing(source, ({ to }) => within(to, "lib/emulator")),
  },
  {
    rule: "lib/operations never imports lib/approvals",
    why: "approvals runs what was asked for through operations, which knows of a request only what the journal keeps of it",
    offences: (source) =>
      within(source.path, "lib/operations") && !isTest(source)
        ? importing(source, ({ to }) => within(to, "lib/approvals"))
        : [],
  },
  {
    rule: "no barrels and no drawers",
    why: "a file is imported by the name of what it does",
    offences: ({ path }) =>
      /(^|\/)(index|utils?|misc|types|helpers?|common)(\.tsx?$|\/)/.test(path) ? ["is named like one"] : [],
  },
  {
    rule: "no file has more than 200 lines",
    why: "a file is one to two screens, and a test is read like any other",
    offences: ({ text }) => {
      const lines = text.trimEnd().split("\n").length;
      return lines > 200 ? [`has ${lines} lines`] : [];
    },
  },
  {
    rule: "a form says by FailureNotice what failed",
    why: "whose session ended finds there how to sign in again without losing what they typed",
    offences: (source) =>
      within(source.path, "app/(console)/failure-notice.tsx")
        ? []
        : matches(source, />\s*\{failure\??\.message\}/g).map(() => "shows a failure itself"),
  },
  {
    rule: 'a "use server" file is named actions.ts',
    why: "the test that calls every action as nobody and as each role finds them by that name",
    offences: (source) =>
      /^\s*["']use server["'];?\s*$/m.test(codeOf(source)) && posix.basename(source.path) !== "actions.ts"
        ? ['says "use server"']
        : [],
  },
];

/** One sentence for every offence in the house. */
export const offencesIn = (house: Source[]): string[] =>
  rules.flatMap(({ rule, why, offences }) =>
    house.flatMap((source) =>
      offences(source, house).map((offence) => `${source.path} ${offence}, but ${rule}: ${why}.`),
    ),
  );
