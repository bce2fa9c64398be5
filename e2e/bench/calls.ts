import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toCustomerView } from "../../lib/access/view";
import { describeSeen } from "../../lib/operations/seen";
import { APP, clearCounters, paidMonth, readCounters, readProfile } from "./adapty";
import { type Figure, printTable } from "./report";
import { CUSTOMER, type World } from "./world";

type Action = { exportedName: string; filename: string };

/** The id under which this build answers a server action. */
function findAction(name: string): string {
  const manifest = readFileSync(join(".next", "server", "server-reference-manifest.json"), "utf8");
  const { node } = JSON.parse(manifest) as { node: Record<string, Action> };
  const found = Object.entries(node).find(([, { exportedName }]) => exportedName === name);
  if (!found) throw new Error(`This build has no action ${name}.`);
  return found[0];
}

async function callAction({ console, path }: World, name: string, input: unknown): Promise<void> {
  const response = await fetch(console.url + path, {
    method: "POST",
    headers: {
      cookie: console.cookie,
      origin: console.url,
      "next-action": findAction(name),
      accept: "text/x-component",
    },
    body: JSON.stringify([input]),
  });
  const text = await response.text();
  if (!/"ok":true/.test(text)) throw new Error(`${name} answered ${response.status} ${text.slice(0, 500)}`);
}

const WRITES = [
  { action: "updateProfile", operation: "profile.update", body: { first_name: "Ada" }, why: {} },
  {
    action: "setTransaction",
    operation: "transaction.set",
    body: paidMonth("2000000600000", 0, 3),
    why: {},
  },
  {
    action: "grantAccess",
    operation: "access.grant",
    body: { access_level_id: "sports", expires_at: new Date(Date.now() + 30 * 86_400_000).toISOString() },
    why: { reason: "COURTESY" },
  },
] as const;

const say = (counted: Record<string, number>) =>
  Object.entries(counted)
    .map(([call, count]) => `${count} ${call.split("/")[0]?.trim()}`)
    .join(", ");

/** Calls that reach the emulator for one view and for one write of each kind; a write reads first to see what changed. */
export async function countCalls(world: World): Promise<Figure[]> {
  const { emulator, console, path, profileId } = world;
  await clearCounters(emulator);
  await (await fetch(console.url + path, { headers: { cookie: console.cookie } })).text();
  const view = await readCounters(emulator);
  const rows = [{ what: "view of the customer page", counted: view, limit: 1 }];
  for (const { action, operation, body, why } of WRITES) {
    const seen = describeSeen(operation, toCustomerView(await readProfile(emulator, CUSTOMER), APP, Date.now()));
    await clearCounters(emulator);
    await callAction(world, action, { target: { operationId: randomUUID(), app: APP, profileId, seen }, why, body });
    rows.push({ what: `write ${operation}`, counted: await readCounters(emulator), limit: 2 });
  }
  const total = (counted: Record<string, number>) => Object.values(counted).reduce((sum, count) => sum + count, 0);
  printTable(
    "Calls to Adapty, counted by the emulator",
    ["", "calls", "which"],
    rows.map(({ what, counted }) => [what, String(total(counted)), say(counted)]),
  );
  return rows.map(({ what, counted, limit }) => ({
    what: `calls to Adapty, ${what}`,
    figure: String(total(counted)),
    target: limit === 1 ? "1" : "2 (one is the conflict check)",
    met: total(counted) <= limit,
  }));
}
