import { randomUUID } from "node:crypto";
import { toCustomerView } from "../../lib/access/view";
import { getProfile } from "../../lib/adapty/calls";
import { env } from "../../lib/env";
import { describeSeen } from "../../lib/operations/seen";
import { writeOperation } from "../../lib/operations/write";
import { noLimits } from "../../lib/settings/limits";
import { readStoredSettings, saveSettings } from "../../lib/settings/store";
import { seedCustomer } from "./adapty";

// Another instance of the console at work: so many operations a second on its own customers while it is told to (a line on its
// standard input: "go" or "stop"). Run by the benchmarks as a process of its own.

const { EMULATOR = "", PER_SECOND = "100" } = process.env;
const CUSTOMERS = 100;
const DAY_MS = 86_400_000;

const app = env.apps[0];
if (!app) throw new Error("There is no app.");
const agent = { id: "bench", name: "Bench", email: "bench@example.com", role: "lead" as const };
const { settings, savedAt } = await readStoredSettings();
await saveSettings(
  { ...settings, limits: noLimits },
  { seen: savedAt, actor: { ...agent, role: "admin" }, now: new Date() },
);
const free: { profileId: string; seen: string }[] = [];
for (let at = 0; at < CUSTOMERS; at += 1)
  free.push({ profileId: await seedCustomer(EMULATOR, `load-${randomUUID()}`, 0, 0), seen: "" });

let done = 0;
async function grantOne(): Promise<void> {
  const customer = free.shift();
  if (!customer || !app) return;
  const { profileId } = customer;
  if (!customer.seen) {
    const read = await getProfile(app, { profileId });
    if (!read.ok) throw new Error(read.error.message);
    customer.seen = describeSeen("access.grant", toCustomerView(read.profile, app.id, Date.now()));
  }
  const target = { operationId: randomUUID(), app: app.id, profileId, seen: customer.seen };
  const body = { access_level_id: "sports", expires_at: new Date(Date.now() + (30 + done) * DAY_MS).toISOString() };
  done += 1;
  const result = await writeOperation("access.grant", agent, { target, why: { reason: "COURTESY" }, body });
  if (!result.ok) throw new Error(result.error.message);
  if (result.data.profile)
    customer.seen = describeSeen("access.grant", toCustomerView(result.data.profile, app.id, Date.now()));
  free.push(customer);
}

let timer: NodeJS.Timeout | undefined;
let began = 0;
let due = 0;
process.stdin.setEncoding("utf8").on("data", (text) => {
  for (const word of String(text).trim().split("\n")) {
    clearInterval(timer);
    console.log(String(done));
    if (word !== "go") continue;
    [began, due, done] = [performance.now(), 0, 0];
    timer = setInterval(() => {
      for (; due < ((performance.now() - began) / 1000) * Number(PER_SECOND); due += 1) void grantOne();
    }, 5);
  }
});
console.log("ready");
