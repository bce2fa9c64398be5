import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { toCustomerView } from "../../lib/access/view";
import { getProfile, grantAccessLevel } from "../../lib/adapty/calls";
import type { Profile } from "../../lib/adapty/profile";
import { env } from "../../lib/env";
import { describeSeen } from "../../lib/operations/seen";
import { writeOperation } from "../../lib/operations/write";
import { readStoredSettings, saveSettings } from "../../lib/settings/store";
import { type Rounds, takeTurns } from "./statistics";

// Grants access as the console does, and by the same two calls to Adapty alone. Run by the benchmarks as a process of its own.

const { PROFILE_ID = "", RESULT = "" } = process.env;
const ROUNDS = 15;
const EACH = 4;
const DAY_MS = 86_400_000;

export type WriteResult = { recorded: Rounds; bare: Rounds };

const app = env.apps[0];
if (!app) throw new Error("There is no app.");
const agent = { id: "bench", name: "Bench", email: "bench@example.com", role: "lead" as const };
const identity = { profileId: PROFILE_ID };

async function read(): Promise<Profile> {
  const answer = await getProfile(app as NonNullable<typeof app>, identity);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.profile;
}

let granted = 0;
const nextGrant = () => {
  granted += 1;
  return { access_level_id: "sports", expires_at: new Date(Date.now() + (30 + granted) * DAY_MS).toISOString() };
};

const times = (what: () => Promise<number>) => async () => {
  const taken: number[] = [];
  for (let run = 0; run < EACH; run += 1) taken.push(await what());
  return taken;
};

async function timeRecorded(): Promise<number> {
  const seen = describeSeen("access.grant", toCustomerView(await read(), env.apps[0]?.id ?? "", Date.now()));
  const target = { operationId: randomUUID(), app: env.apps[0]?.id ?? "", ...identity, seen };
  const why = {
    reason: "COURTESY",
    note: "lost a day of premium after the outage, promised by phone",
    ticket: "ZD-4711",
  };
  const body = nextGrant();
  const began = performance.now();
  const result = await writeOperation("access.grant", agent, { target, why, body });
  const taken = performance.now() - began;
  if (!result.ok) throw new Error(result.error.message);
  return taken;
}

async function timeBare(): Promise<number> {
  await read();
  const body = nextGrant();
  const began = performance.now();
  await read();
  const answer = await grantAccessLevel(app as NonNullable<typeof app>, identity, body);
  const taken = performance.now() - began;
  if (!answer.ok) throw new Error(answer.error.message);
  return taken;
}

const { settings, savedAt } = await readStoredSettings();
const limits = {
  ...settings.limits,
  lead: { ...settings.limits.lead, daysPerGrant: 3_000, grantsPerDay: 3_000, daysPerCustomer: 3_000 },
};
await saveSettings({ ...settings, limits }, { seen: savedAt, actor: { ...agent, role: "admin" }, now: new Date() });
const rounds = await takeTurns(ROUNDS, { recorded: times(timeRecorded), bare: times(timeBare) });
writeFileSync(RESULT, JSON.stringify(rounds satisfies WriteResult));
process.exit();
