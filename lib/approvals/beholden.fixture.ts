import type { Kysely } from "kysely";
import { removeFactorOf } from "@/lib/auth/factor/remove";
import { invite } from "@/lib/auth/invitations";
import { makePasswordLink } from "@/lib/auth/password-links";
import type { Agent } from "@/lib/auth/session";
import { changeRole, disableAccount, enableAccount } from "@/lib/auth/team";
import { database } from "@/lib/db/database.fixture";
import type { Schema } from "@/lib/db/schema";
import { type Customer, fillForm, newCustomer, openWorld } from "@/lib/operations/world.fixture";
import { addAccount } from "./approvals.fixture";

const { createAuth } = await import("@/lib/auth/auth");
const { publicUrl, secret } = await import("@/lib/auth/auth.fixture");
const { join } = await import("@/lib/auth/join");
const { requestApproval } = await import("./request-approval");

export type World = { db: Kysely<Schema>; mode?: "practice" | "live" };

export const HOUR = 3_600_000;
export const place = ({ db, mode = "live" }: World) => ({ db, mode });
export const by = (actor: string, id: string) => ({ by: actor, id, now: new Date() });

export async function inviteAs(world: World, inviterId: string, email: string) {
  const auth = createAuth({ ...place(world), type: database.type, secret, publicUrl, passwordLn: 10 });
  const invited = { email, name: "", role: "admin" as const };
  const made = await invite(place(world), { inviter: { id: inviterId, role: "admin" }, invited, now: new Date() });
  if (!made.ok) throw new Error(made.message);
  const fields = { token: made.token, name: "Eve", password: "correct horse battery" };
  await join({ auth, ...place(world) }, { fields, headers: new Headers(), now: new Date() });
  const { id } = await world.db.selectFrom("user").select("id").where("email", "=", email).executeTakeFirstOrThrow();
  return { id, email, name: "Eve", role: "admin" as const };
}

export const link = (world: World, actor: string, id: string) =>
  makePasswordLink({ ...place(world), ssoOnly: false }, by(actor, id));

/** Each lets eve, an admin, in again, or anew. */
export const acts: [string, (world: World, actor: string) => Promise<unknown>][] = [
  [
    "gave them their role",
    async (world, actor) => {
      await world.db.updateTable("user").set({ role: "lead" }).where("id", "=", "eve").execute();
      return changeRole(place(world), { ...by(actor, "eve"), seen: "lead", role: "admin" });
    },
  ],
  [
    "enabled them",
    async (world, actor) => {
      await disableAccount(place(world), by(actor, "eve"));
      return enableAccount(place(world), by(actor, "eve"));
    },
  ],
  ["made them a link for a new password", (world, actor) => link(world, actor, "eve")],
  [
    "removed their second factor",
    async (world, actor) => {
      const row = { user_id: "eve", secret: "sealed", last_step: 0, turned_on_at: new Date().toISOString() };
      await world.db.insertInto("second_factor").values(row).execute();
      return removeFactorOf(place(world), by(actor, "eve"));
    },
  ],
];

export const askAs = async (agent: Agent, customer: Customer) =>
  requestApproval("profile.delete", agent, await fillForm("profile.delete", customer, { acknowledged: true }));

/** Two admins, a customer, and how the first of them asks for the customer's deletion. */
export async function openTeam(adamId = "adam") {
  const world: World = await openWorld();
  const [adam, una] = [await addAccount(world.db, "admin", adamId), await addAccount(world.db, "admin", "una")];
  const customer = await newCustomer();
  const ask = async () =>
    requestApproval("profile.delete", adam, await fillForm("profile.delete", customer, { acknowledged: true }));
  return { world, adam, una, customer, ask };
}
