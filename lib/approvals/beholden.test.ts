import type { Kysely } from "kysely";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { removeFactorOf } from "@/lib/auth/factor/remove";
import { invite } from "@/lib/auth/invitations";
import { makePasswordLink } from "@/lib/auth/password-links";
import { changeRole, disableAccount, enableAccount } from "@/lib/auth/team";
import { dialects } from "@/lib/db/database.fixture";
import type { Schema } from "@/lib/db/schema";
import { fillForm, newCustomer, openWorld, passTime, sentFor } from "@/lib/operations/world.fixture";
import { addAccount, refused, shownOf } from "./approvals.fixture";

/** What happens between the look at the customer and the step that approves. */
const meanwhile: { act?: () => Promise<unknown> } = {};
beforeEach(() => {
  meanwhile.act = undefined;
});
vi.mock(import("@/lib/operations/check-write"), async (original) => {
  const real = await original();
  return {
    ...real,
    checkWrite: async (...asked) => {
      const checked = await real.checkWrite(...asked);
      await meanwhile.act?.();
      return checked;
    },
  };
});

const { createAuth } = await import("@/lib/auth/auth");
const { publicUrl, secret } = await import("@/lib/auth/auth.fixture");
const { join } = await import("@/lib/auth/join");
const { approveRequest } = await import("./approve");
const { rejectRequest } = await import("./close-request");
const { openRequest } = await import("./open-request");
const { requestApproval } = await import("./request-approval");

type World = { db: Kysely<Schema>; type: "sqlite" | "postgres"; mode?: "practice" | "live" };

const HOUR = 3_600_000;
const place = ({ db, mode = "live" }: World) => ({ db, mode });
const by = (actor: string, id: string) => ({ by: actor, id, now: new Date() });

async function inviteAs(world: World, inviterId: string, email: string) {
  const auth = createAuth({ ...place(world), type: world.type, secret, publicUrl, passwordLn: 10 });
  const invited = { email, name: "", role: "admin" as const };
  const made = await invite(place(world), { inviter: { id: inviterId, role: "admin" }, invited, now: new Date() });
  if (!made.ok) throw new Error(made.message);
  const fields = { token: made.token, name: "Eve", password: "correct horse battery" };
  await join({ auth, ...place(world) }, { fields, headers: new Headers(), now: new Date() });
  const { id } = await world.db.selectFrom("user").select("id").where("email", "=", email).executeTakeFirstOrThrow();
  return { id, email, name: "Eve", role: "admin" as const };
}

const link = (world: World, actor: string, id: string) =>
  makePasswordLink({ ...place(world), ssoOnly: false }, by(actor, id));

/** Each lets eve, an admin, in again, or anew. */
const acts: [string, (world: World, actor: string) => Promise<unknown>][] = [
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

describe.each(dialects)("on $name", ({ given, newUrl, type }) => {
  describe.runIf(given)(given ? "" : "needs TEST_POSTGRES_URL", () => {
    async function openTeam(adamId = "adam") {
      const world: World = { ...(await openWorld(newUrl)), type };
      const [adam, una] = [await addAccount(world.db, "admin", adamId), await addAccount(world.db, "admin", "una")];
      const customer = await newCustomer();
      const ask = async () =>
        requestApproval("profile.delete", adam, await fillForm("profile.delete", customer, { acknowledged: true }));
      return { world, adam, una, customer, ask };
    }

    test.each(acts)("nobody approves for the one who %s, until 72 hours have passed", async (_, act) => {
      const { world, adam, una, customer, ask } = await openTeam();
      const eve = await addAccount(world.db, "admin", "eve", "eve@elsewhere.example");
      expect(await act(world, adam.id)).toMatchObject({ ok: true });
      passTime(HOUR);
      const shown = await shownOf(await ask());
      expect((await openRequest(eve, shown.id, new Date()))?.mayNot).toMatchObject({ code: "beholden" });
      expect(await approveRequest(eve, shown)).toMatchObject(refused("beholden"));
      expect(await rejectRequest(eve, { id: shown.id, note: "No." })).toMatchObject(refused("beholden"));
      expect((await sentFor(customer)).bodies).toEqual([]);
      const denied = world.db.selectFrom("audit_event").selectAll().where("outcome", "=", "denied");
      expect((await denied.execute()).map(({ actor_id, detail }) => [actor_id, JSON.parse(detail ?? "").code])).toEqual(
        [
          ["eve", "beholden"],
          ["eve", "beholden"],
        ],
      );
      expect((await openRequest(una, shown.id, new Date()))?.mayNot).toBeUndefined();
      passTime(71 * HOUR);
      expect(await approveRequest(eve, shown)).toMatchObject({ ok: true });
    });

    test("nobody approves for the one who invited them, nor for who invited the inviter, whoever changes them later", async () => {
      const { world, adam, una, ask } = await openTeam();
      const eve = await inviteAs(world, adam.id, "eve@elsewhere.example");
      const ivy = await inviteAs(world, eve.id, "ivy@elsewhere.example");
      await changeRole(place(world), { ...by(una.id, eve.id), seen: "admin", role: "lead" });
      await changeRole(place(world), { ...by(una.id, eve.id), seen: "lead", role: "admin" });
      const shown = await shownOf(await ask());
      for (const person of [eve, ivy]) expect(await approveRequest(person, shown)).toMatchObject(refused("beholden"));
      expect(await approveRequest(una, shown)).toMatchObject({ ok: true });
    });

    test("nobody approves for who let them in by another account of the same mailbox", async () => {
      const { world, ask } = await openTeam();
      const eve = await addAccount(world.db, "admin", "eve");
      await addAccount(world.db, "admin", "adam2", "Adam+2@example.com");
      await link(world, "adam2", "eve");
      expect(await approveRequest(eve, await shownOf(await ask()))).toMatchObject(refused("beholden"));
    });

    test("who is let in by the one who asked while they approve sends nothing", async () => {
      const { world, adam, customer, ask } = await openTeam();
      const eve = await addAccount(world.db, "admin", "eve");
      const shown = await shownOf(await ask());
      meanwhile.act = () => link(world, adam.id, "eve");
      expect(await approveRequest(eve, shown)).toMatchObject(refused("decided_meanwhile"));
      expect((await sentFor(customer)).bodies).toEqual([]);
    });

    test("who asks when only those are left whom they let in is told so at once, and until when", async () => {
      const { world, adam, ask } = await openTeam("practice-adam");
      await inviteAs({ ...world, mode: "practice" }, adam.id, "eve@elsewhere.example");
      expect(await ask()).toMatchObject({
        error: {
          code: "no_approver",
          message: expect.stringMatching(
            /you invited or enabled eve@elsewhere\.example, .* Wait until \d{4}-\d\d-\d\d \d\d:\d\d UTC and ask again/,
          ),
        },
      });
      passTime(73 * HOUR);
      expect(await ask()).toMatchObject({ ok: true });
    });

    test("who was let in by somebody else approves", async () => {
      const { world, una, ask } = await openTeam();
      const eve = await inviteAs(world, una.id, "eve@elsewhere.example");
      expect(await approveRequest(eve, await shownOf(await ask()))).toMatchObject({ ok: true });
    });
  });
});
