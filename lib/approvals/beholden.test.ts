import { beforeEach, describe, expect, test, vi } from "vitest";
import { passTime, sentFor } from "@/lib/operations/world.fixture";
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

const { changeRole } = await import("@/lib/auth/team");
const { approveRequest } = await import("./approve");
const { rejectRequest } = await import("./close-request");
const { openRequest } = await import("./open-request");
const { acts, by, HOUR, inviteAs, link, openTeam, place } = await import("./beholden.fixture");

describe("who was let in", () => {
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
    expect((await denied.execute()).map(({ actor_id, detail }) => [actor_id, JSON.parse(detail ?? "").code])).toEqual([
      ["eve", "beholden"],
      ["eve", "beholden"],
    ]);
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
    expect(await approveRequest(eve, shown)).toMatchObject({
      error: {
        outcome: "not_sent",
        code: "beholden",
        message: expect.stringMatching(
          /^Nothing was sent\. adam@\S+ asked for this and, less than 72 hours ago, .* Another person must decide it/,
        ),
      },
    });
    expect((await sentFor(customer)).bodies).toEqual([]);
    const denied = world.db.selectFrom("audit_event").select(["actor_id", "detail"]).where("outcome", "=", "denied");
    expect(await denied.execute()).toEqual([{ actor_id: "eve", detail: expect.stringContaining('"code":"beholden"') }]);
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
