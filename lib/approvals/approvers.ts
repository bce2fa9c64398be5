import "server-only";
import type { Profile } from "@/lib/adapty/profile";
import { can, isRole } from "@/lib/auth/permissions";
import { practiceAgents } from "@/lib/auth/practice-agents";
import type { Agent } from "@/lib/auth/session";
import { listAccounts } from "@/lib/auth/team";
import { type App, env } from "@/lib/env";
import { type OperationName, permissionOf } from "@/lib/operations/catalogue";
import type { Guard } from "@/lib/operations/comp-guard";
import { findBeyond } from "@/lib/operations/find-beyond";
import { inJournal, inStep } from "@/lib/operations/journal";
import { whyUsedUp } from "@/lib/operations/quota";
import type { Limits } from "@/lib/settings/limits";
import { beholdenUntil, sayUntil } from "./beholden";
import { areOnePerson } from "./check-request";

/** Who can sign in. Practice people have their accounts from their first click on, and can be asked before. */
async function listEverybody(): Promise<Agent[]> {
  const accounts = await inJournal((db) => listAccounts({ db, mode: env.mode }));
  const unborn =
    env.mode === "practice" ? practiceAgents.filter(({ id }) => !accounts.some((held) => held.id === id)) : [];
  const open = accounts.flatMap(({ id, email, name, role, disabledAt }) =>
    !disabledAt && isRole(role) ? [{ id, email, name, role }] : [],
  );
  return [...open, ...unborn];
}

/** What is used up today is there again tomorrow. */
const withoutDays = ({ agent, lead }: Limits): Limits => ({
  agent: { ...agent, grantsPerDay: null },
  lead: { ...lead, grantsPerDay: null },
});

type Asked = { name: OperationName; body: unknown; app: App; before: Profile; guard: Guard; operationId: string };

async function mayLetPass(judge: Agent, { name, body, app, before, guard, operationId }: Asked): Promise<boolean> {
  if (!can(judge.role, "approval.decide") || !can(judge.role, permissionOf(name))) return false;
  const { beyond, counted } = await findBeyond(name, body, { judge, app, before, guard });
  if (beyond.some(({ why }) => why !== "two_people")) return false;
  const countedFor = counted.isGrant ? judge.id : null;
  const row = { id: operationId, app: app.id, profileId: before.profile_id, days: counted.days, countedFor };
  const held = { role: judge.role, limits: withoutDays(guard.settings.limits) };
  return (await inStep((trx) => whyUsedUp(trx, row, held, new Date()))) === null;
}

/**
 * Why nobody else, by role, right and limits of their own, may let this pass, as a sentence; undefined when somebody may.
 * Throws JournalUnavailable.
 */
export async function whyNoApprover(asked: Asked & { requester: Agent; now: Date }): Promise<string | undefined> {
  const { requester, now } = asked;
  const beholden: { email: string; until: string }[] = [];
  for (const account of await listEverybody()) {
    if ((await areOnePerson(requester, account)) || !(await mayLetPass(account, asked))) continue;
    const until = await inJournal((db) => beholdenUntil(db, account, requester, now));
    if (until === undefined) return;
    beholden.push({ email: account.email, until });
  }
  const first = beholden.map(({ until }) => until).sort()[0];
  if (first === undefined) return "nobody else here may approve it.";
  const who = beholden.map(({ email }) => email).join(", ");
  return `nobody is left who may approve it. Less than 72 hours ago you invited or enabled ${who}, set their role, made them a link for a new password or removed their second factor, or did so for somebody who did. Wait until ${sayUntil(first)} and ask again, or until there is another admin, whom you did not let in.`;
}
