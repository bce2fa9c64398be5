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

const { approveRequest } = await import("./approve");
const { rejectRequest } = await import("./close-request");
const { openRequest } = await import("./open-request");
const { acts, askAs, HOUR, inviteAs, openTeam } = await import("./beholden.fixture");

describe("who let in who asks", () => {
  test("nobody approves for whom they invited, nor for whom that one invited, until 72 hours have passed", async () => {
    const { world, adam, una, customer } = await openTeam();
    const eve = await inviteAs(world, adam.id, "eve@elsewhere.example");
    const ivy = await inviteAs(world, eve.id, "ivy@elsewhere.example");
    passTime(HOUR);
    const shown = await shownOf(await askAs(ivy, customer));
    for (const person of [adam, eve]) {
      const { mayNot } = (await openRequest(person, shown.id, new Date())) ?? {};
      expect(mayNot?.message).toMatch(
        /^ivy@\S+ asked for this, and less than 72 hours ago you invited .* Another person must decide it, or you after/,
      );
      expect(await approveRequest(person, shown)).toMatchObject(refused("beholden"));
      expect(await rejectRequest(person, { id: shown.id, note: "No." })).toMatchObject(refused("beholden"));
    }
    expect((await sentFor(customer)).bodies).toEqual([]);
    expect((await openRequest(una, shown.id, new Date()))?.mayNot).toBeUndefined();
    passTime(71 * HOUR);
    expect(await approveRequest(adam, shown)).toMatchObject({ ok: true });
  });

  test.each(acts)("who %s does not approve for them, nor when that happens while they approve", async (_, act) => {
    const { world, adam, una, customer } = await openTeam();
    const eve = await addAccount(world.db, "admin", "eve", "eve@elsewhere.example");
    const shown = await shownOf(await askAs(eve, customer));
    meanwhile.act = () => act(world, adam.id);
    expect(await approveRequest(adam, shown)).toMatchObject(refused("beholden"));
    meanwhile.act = undefined;
    expect(await approveRequest(adam, shown)).toMatchObject(refused("beholden"));
    expect(await approveRequest(una, shown)).toMatchObject({ ok: true });
  });

  test("who asks when only the one is left who let them in is told so at once, and until when", async () => {
    const { world, adam, customer } = await openTeam("practice-adam");
    const eve = await inviteAs({ ...world, mode: "practice" }, adam.id, "eve@elsewhere.example");
    expect(await askAs(eve, customer)).toMatchObject({
      error: {
        code: "no_approver",
        message: expect.stringMatching(
          /Less than 72 hours ago practice-adam@\S+ invited or enabled you, .* Wait until \d{4}-\d\d-\d\d \d\d:\d\d UTC and ask again/,
        ),
      },
    });
    passTime(73 * HOUR);
    expect(await askAs(eve, customer)).toMatchObject({ ok: true });
  });
});
