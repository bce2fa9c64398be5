import { type Kysely, sql } from "kysely";
import type { Role } from "@/lib/auth/permissions";
import { isSqlite } from "@/lib/db/dialect";
import type { Schema } from "@/lib/db/schema";
import { iso } from "@/lib/operations/bodies.fixture";
import { agentOf, type Customer, fillForm, forget, newCustomer, openWorld } from "@/lib/operations/world.fixture";

const { findApproval } = await import("./find-approvals");
const { requestApproval } = await import("./request-approval");

/** An account of this role, as it signs in. */
export async function addAccount(db: Kysely<Schema>, role: Role, id = `test-${role}`, email = `${id}@example.com`) {
  const agent = { ...agentOf(role, id), email };
  const at = new Date(0).toISOString();
  const verified = isSqlite(db) ? sql`1` : sql`true`;
  await sql`insert into "user" ("id", "name", "email", "role", "emailVerified", "createdAt", "updatedAt")
    values (${id}, ${id}, ${email}, ${role}, ${verified}, ${at}, ${at})`.execute(db);
  return agent;
}

/** A world in which `lead` and the admin of `agentOf` have their accounts, so that a second person may let pass what they ask for. */
export async function openOffice() {
  const world = await openWorld();
  for (const role of ["lead", "admin"] as const) await addAccount(world.db, role);
  return world;
}

/** One account of each role that may ask or decide. */
export const addTeam = async (db: Kysely<Schema>) => ({
  mia: await addAccount(db, "agent", "mia"),
  lena: await addAccount(db, "lead", "lena"),
  adam: await addAccount(db, "admin", "adam"),
});

/** More than an agent may give alone. */
export const forLife = { access_level_id: "premium", expires_at: null };
export const until = (days: number) => ({ access_level_id: "premium", expires_at: iso(days) });
export const form = (customer: Customer, body: object = forLife) =>
  fillForm("access.grant", customer, { body: body as typeof forLife });

export const refused = (code: string) => ({ ok: false, error: { outcome: "not_sent", code } });

/** What was kept, and as it is shown to who decides. */
export async function shownOf(requested: Awaited<ReturnType<typeof requestApproval>>) {
  if (!requested.ok) throw new Error(requested.error.message);
  const approval = await findApproval(requested.data.approvalId);
  if (!approval) throw new Error("Nothing was kept.");
  return { id: approval.id, payloadHash: approval.payloadHash, operation: approval.name };
}

/** A world in which mia has asked for a customer of the test's own to have premium for life. */
export async function ask() {
  const { db } = await openWorld();
  const team = await addTeam(db);
  const customer = await newCustomer();
  const input = await form(customer);
  const shown = await shownOf(await requestApproval("access.grant", team.mia, input));
  await forget();
  return { db, ...team, customer, input, shown, operationId: input.target.operationId };
}
