import "server-only";
import { areOnePerson } from "@/lib/auth/one-person";
import { can, isRole } from "@/lib/auth/permissions";
import { practiceAgents } from "@/lib/auth/practice-agents";
import type { Agent } from "@/lib/auth/session";
import { listAccounts } from "@/lib/auth/team";
import { env } from "@/lib/env";
import { permissionOf } from "@/lib/operations/catalogue";
import { inJournal } from "@/lib/operations/journal";
import type { Limits } from "@/lib/settings/limits";
import { beholdenUntil, sayLetIn, sayUntil } from "./beholden";
import { type Passing, whyNotLetPass } from "./let-pass";

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

/** Kept from approving, until when. */
type Kept = { email: string; until: string };

function sayNobody(letIn: Kept[], lettingIn: Kept[]): string {
  const until = new Map<string, string>();
  for (const kept of [...letIn, ...lettingIn])
    until.set(kept.email, [until.get(kept.email) ?? "", kept.until].sort().at(-1) as string);
  const first = [...until.values()].sort()[0];
  if (first === undefined) return "nobody else here may approve it.";
  const names = (kept: Kept[]) => kept.map(({ email }) => email).join(", ");
  const said = [
    ...(letIn.length > 0 ? [`Less than 72 hours ago you ${sayLetIn(names(letIn), "their")}.`] : []),
    ...(lettingIn.length > 0 ? [`Less than 72 hours ago ${names(lettingIn)} ${sayLetIn("you", "your")}.`] : []),
  ];
  return `nobody is left who may approve it. ${said.join(" ")} Wait until ${sayUntil(first)} and ask again, or until there is another admin, who neither let you in nor was let in by you.`;
}

async function mayLetPass(judge: Agent, asked: Passing): Promise<boolean> {
  if (!can(judge.role, "approval.decide") || !can(judge.role, permissionOf(asked.name))) return false;
  return (await whyNotLetPass(judge, asked, withoutDays(asked.guard.settings.limits))) === undefined;
}

/**
 * Why nobody else, by role, right and limits of their own, may let this pass, as a sentence; undefined when somebody may.
 * Throws JournalUnavailable.
 */
export async function whyNoApprover(asked: Passing & { requester: Agent; now: Date }): Promise<string | undefined> {
  const { requester, now } = asked;
  const letIn: Kept[] = [];
  const lettingIn: Kept[] = [];
  for (const account of await listEverybody()) {
    const isSame = await inJournal((db) => areOnePerson(db, requester, account));
    if (isSame || !(await mayLetPass(account, asked))) continue;
    const { email } = account;
    const letThem = await inJournal((db) => beholdenUntil(db, account, requester, now));
    const letYou = await inJournal((db) => beholdenUntil(db, requester, account, now));
    if (letThem === undefined && letYou === undefined) return;
    if (letThem !== undefined) letIn.push({ email, until: letThem });
    if (letYou !== undefined) lettingIn.push({ email, until: letYou });
  }
  return sayNobody(letIn, lettingIn);
}
