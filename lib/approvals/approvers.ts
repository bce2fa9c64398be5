import "server-only";
import { can } from "@/lib/auth/permissions";
import { practiceAgents } from "@/lib/auth/practice-agents";
import { listAccounts } from "@/lib/auth/team";
import { env } from "@/lib/env";
import { type OperationName, permissionOf } from "@/lib/operations/catalogue";
import type { Guard } from "@/lib/operations/comp-guard";
import { inJournal } from "@/lib/operations/journal";
import { plainAddress } from "@/lib/operations/staff";
import { writes } from "@/lib/operations/writes";

type Account = { id: string; email: string; role: string; disabledAt: string | null };

/** Practice people have their accounts from their first click on; until then they are there to be asked all the same. */
async function listEverybody(): Promise<Account[]> {
  const accounts: Account[] = await inJournal((db) => listAccounts({ db, mode: env.mode }));
  if (env.mode !== "practice") return accounts;
  const unborn = practiceAgents.filter(({ id }) => !accounts.some((account) => account.id === id));
  return [...accounts, ...unborn.map((agent) => ({ ...agent, disabledAt: null }))];
}

type Asked = { name: OperationName; body: unknown; guard: Guard; customerUserId: string | null; requesterId: string };

/** Is there anybody else, by role, right and limits of their own, who may let this pass? Throws JournalUnavailable. */
export async function hasApprover({ name, body, guard, customerUserId, requesterId }: Asked): Promise<boolean> {
  const customer = customerUserId && plainAddress(customerUserId);
  const everybody = await listEverybody();
  return everybody.some(({ id, email, role, disabledAt }) => {
    if (id === requesterId || disabledAt || !can(role, "approval.decide") || !can(role, permissionOf(name)))
      return false;
    const beyond = writes[name].beyond?.(body as never, guard, role);
    return plainAddress(email) !== customer && (!beyond || beyond.why === "two_people");
  });
}
