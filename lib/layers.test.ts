import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { importsOf, offencesIn, rules, type Source } from "./layers.fixture";

const root = fileURLToPath(new URL("..", import.meta.url));
const inRooms = ["app", "components", "lib", "e2e"].flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: "utf8" }).map((path) => join(room, path)),
);
// What the benchmarks build for themselves lies in a folder with a dot.
const house: Source[] = [...inRooms.filter((path) => !path.includes(`${sep}.`)), ...readdirSync(root)]
  .filter((path) => /\.(tsx?|js)$/.test(path) && !path.endsWith(".d.ts") && !path.endsWith("layers.test.ts"))
  .map((path) => ({ path: path.split(sep).join("/"), text: readFileSync(join(root, path), "utf8") }));

test("the house was found", () => {
  expect(house.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["lib/env.ts", "lib/adapty/client.ts", "app/layout.tsx", "next.config.js"]),
  );
});

test.each(rules)("$rule", ({ rule }) => {
  expect(offencesIn(house).filter((offence) => offence.includes(`, but ${rule}: `))).toEqual([]);
});

const server = {
  path: "lib/adapty/client.ts",
  text: 'import "server-only";\ndoor.fetch(env.adaptyUrl, { secretKey });',
};
const env = { path: "lib/env.ts", text: 'import "server-only";\nparse(process.env);' };
const pure = { path: "lib/adapty/profile.ts", text: 'import { z } from "zod";\nnew Date(1);' };
const withServerOnly = (text: string) => `import "server-only";\n${text}`;

/** The rule that is broken, by which file, holding what. */
const offenders: [string, string, string][] = [
  ["lib never imports app", "lib/a.ts", 'import { x } from "@/app/page";'],
  ["lib never imports app", "lib/bulk/a.ts", 'import type { X } from "../../components/button";'],
  ["lib never imports app", "lib/a.test.ts", 'const x = await import("@/components/button");'],
  ["components import neither", "components/a.tsx", 'import { x } from "@/app/page";'],
  ["components import neither", "components/a.tsx", 'import { x } from "@/lib/adapty/client";'],
  ["components import neither", "components/a.tsx", 'export * from "../lib/env";'],
  ["a pure file imports no server", "lib/a.ts", 'import {\n  x,\n  type Y,\n} from "@/lib/adapty/client";'],
  ["a pure file imports no server", "lib/a.ts", 'import { readFile } from "node:fs";'],
  ["a pure file has no clock", "lib/a.ts", "const now = Date.now();"],
  ["a pure file has no clock", "lib/a.ts", "const now = new Date();"],
  ["a pure file has no clock", "lib/a.ts", "const id = Math.random();"],
  ["a pure file has no clock", "lib/a.ts", 'await fetch("/x");'],
  ["a pure file has no clock", "lib/a.ts", "await globalThis.fetch(address);"],
  ["a pure file has no clock", "lib/a.ts", "process.exit(1);"],
  ["the engine takes clock", "lib/operations/a.ts", withServerOnly("const at = new Date();")],
  ["the engine takes clock", "lib/approvals/a.ts", withServerOnly("const id = randomUUID();")],
  ["the engine takes clock", "lib/audit/a.ts", withServerOnly("setImmediate(flush);")],
  ["the engine takes clock", "lib/adapty/a.ts", withServerOnly("await fetch(address);")],
  ["the engine takes clock", "lib/adapty/a.ts", withServerOnly('import { scheduler } from "node:timers/promises";')],
  ["only lib/adapty/client.ts calls", "lib/b/a.ts", withServerOnly("fetch(new URL(path, env.adaptyUrl));")],
  ["only lib/adapty/client.ts calls", "app/page.tsx", 'await fetch("https://api.adapty.io/api");'],
  ["only lib/adapty/client.ts calls", "app/page.tsx", "const authorization = app.secretKey;"],
  ["only lib/adapty/client.ts calls", "lib/b/a.ts", withServerOnly("headers.set(`Api-Key $" + "{key}`);")],
  ["only lib/env.ts reads", "app/page.tsx", "const zone = process.env.TIME_ZONE;"],
  ["only lib/env.ts reads", "lib/b/a.ts", withServerOnly("const { TIME_ZONE } = process.env;")],
  ["only lib/db opens", "lib/b/a.ts", withServerOnly('import Database from "libsql";')],
  ["only lib/db opens", "lib/b/a.ts", withServerOnly('import { Pool, type QueryResult } from "pg";')],
  ["the emulator imports only", "lib/emulator/a.ts", 'import { x } from "@/lib/access/verdict";'],
  ["the emulator imports only", "lib/emulator/a.ts", 'import { x } from "@/lib/adapty/client";'],
  ["the emulator imports only", "lib/emulator/a.ts", 'import { env } from "../env";'],
  ["the emulator imports only", "lib/emulator/a.ts", 'import { NextResponse } from "next/server";'],
  ["only the start of the console", "lib/b/a.ts", withServerOnly('import { x } from "@/lib/emulator/store";')],
  ["only the start of the console", "app/page.tsx", 'await import("@/lib/emulator/store");'],
  ["lib/operations never imports", "lib/operations/a.ts", 'import { decide } from "@/lib/approvals/approve";'],
  ["no barrels", "lib/b/index.ts", 'export * from "./a";'],
  ["no barrels", "lib/utils.ts", ""],
  ["no barrels", "lib/b/types.ts", ""],
  ["no barrels", "components/misc/a.tsx", ""],
  ["a form says by FailureNotice", "app/form.tsx", "<Notice>\n  <p>{failure.message}</p>\n</Notice>"],
  ["no file has more", "lib/a.ts", "x;\n".repeat(201)],
  ["no file has more", "lib/a.test.ts", "x;\n".repeat(201)],
  ["no file has more", "lib/a.fixture.ts", "x;\n".repeat(201)],
  ["no file has more", "e2e/journeys/a.spec.ts", "x;\n".repeat(201)],
  ['a "use server" file', "app/save.ts", '"use server";\nexport async function save() {}'],
  ['a "use server" file', "app/page.tsx", 'async function save() {\n  "use server";\n}'],
];

describe("a made-up offender is caught", () => {
  test.each(offenders)("%s: %s with %j", (rule, path, text) => {
    const found = offencesIn([server, env, pure, { path, text }]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(path);
    expect(found[0]).toContain(`, but ${rule}`);
  });

  test("for every rule there is", () => {
    for (const { rule } of rules) expect(offenders.some(([start]) => rule.startsWith(start))).toBe(true);
  });
});

describe("what is allowed is not caught", () => {
  test.each([
    ["app/page.tsx", 'import { env } from "@/lib/env";\nimport { Button } from "@/components/button";'],
    ["components/a.tsx", 'import type { App } from "@/lib/env";\nimport { x } from "@/lib/adapty/profile";'],
    ["components/a.tsx", 'import { type App, type Other } from "@/lib/env";\nconst now = Date.now();'],
    ["lib/a.ts", "// Date.now() is an argument here\nconst at = new Date(now); /* process.env */ profile.prefetch(1);"],
    ["lib/a.ts", 'const text = "https://api.adapty.io/"; const sentence = "It is in process. Wait.";'],
    ["lib/b/a.ts", withServerOnly("const now = Date.now(); process.exit(1);")],
    ["lib/operations/a.ts", withServerOnly("const at = new Date(row.sentAt); await door.fetch(address);")],
    ["lib/emulator/main.ts", 'import { env } from "@/lib/env";\nimport { Hono } from "hono";\nimport "node:fs";'],
    ["lib/emulator/store.ts", 'import Database from "libsql";\nimport { x } from "@/lib/adapty/profile";\nDate.now();'],
    ["lib/db/open.ts", withServerOnly('import Database from "libsql";')],
    ["lib/run/start.ts", "const port = process.env.PORT;"],
    ["instrumentation.ts", 'if (process.env.NEXT_RUNTIME === "nodejs") await import("./lib/emulator/listener");'],
    ["lib/b/a.test.ts", 'import { x } from "@/lib/emulator/listener";\nprocess.env.PORT = "0";\n'.repeat(100)],
    ["e2e/find.ts", 'import Database from "libsql";\nprocess.env.CI;'],
    ["app/form.tsx", "<FailureNotice failure={failure} /><Field error={failure?.message} />"],
    ["app/(console)/actions.ts", '"use server";\nexport const save = 1;'],
    ["lib/a.ts", "x;\n".repeat(200)],
  ])("%s with %j", (path, text) => {
    expect(offencesIn([server, env, pure, { path, text }])).toEqual([]);
  });
});

test("every way of importing is seen", () => {
  const text = [
    'import "./side";',
    'import a from "@/lib/a";',
    'import b, { type B } from "../b.js";',
    'export { c } from "./c";',
    'export type { D } from "./d";',
    'const e = await import(\n  "@/lib/e"\n);',
  ].join("\n");
  expect(importsOf({ path: "lib/room/file.ts", text })).toEqual([
    { to: "lib/room/side", typeOnly: false },
    { to: "lib/a", typeOnly: false },
    { to: "lib/b", typeOnly: false },
    { to: "lib/room/c", typeOnly: false },
    { to: "lib/room/d", typeOnly: true },
    { to: "lib/e", typeOnly: false },
  ]);
});
