import { describe, expect, test, vi } from "vitest";
import { withCookies } from "./auth.fixture";
import { enter as enterAs, showCode, turnOn } from "./factor/factor.fixture";
import { signInWithCode } from "./factor/sign-in-code";
import { changePassword } from "./new-password";
import { chosen, now, old, openTeam } from "./password.fixture";

/** While the old password is judged to be right, its owner sets a new one by the link. */
async function openRace() {
  const team = await openTeam();
  const token = await team.make();
  const { password: passwords } = await team.auth.$context;
  const verify = passwords.verify;
  const race = () =>
    vi.spyOn(passwords, "verify").mockImplementationOnce(async (asked) => {
      const right = await verify(asked);
      expect(await team.use(token)).toEqual({ ok: true });
      return right;
    });
  return { ...team, race };
}

describe("a new password that is set while the old one is judged", () => {
  test("leaves no session of the old one, and refuses it as wrong", async () => {
    const { db, knock, race } = await openRace();
    race();
    expect(await knock(old)).toEqual({ ok: false, error: "refused" });
    expect(await db.selectFrom("session").select("id").execute()).toEqual([]);
    expect(await knock(chosen)).toMatchObject({ ok: true });
  });

  test("lets the old one to no code either", async () => {
    const { auth, zoe, knock, race } = await openRace();
    await turnOn(auth, { userId: zoe, email: "zoe@acme.test" }, new Date());
    race();
    expect(await knock(old)).toEqual({ ok: false, error: "refused" });
    expect(await knock(chosen)).toMatchObject({ ok: true, pending: true });
  });

  test("lets nobody in who is asked the code after the old one, and makes no browser their own", async () => {
    const { auth, db, zoe, make, use, knock } = await openTeam();
    const { secret } = await turnOn(auth, { userId: zoe, email: "zoe@acme.test" }, new Date(0));
    const asked = await knock(old);
    if (!asked.ok) throw new Error(asked.error);
    const headers = withCookies(asked.response);
    const token = await make();
    const { internalAdapter } = await auth.$context;
    const createSession = internalAdapter.createSession;
    vi.spyOn(internalAdapter, "createSession").mockImplementationOnce(async (...given) => {
      expect(await use(token)).toEqual({ ok: true });
      return createSession(...given);
    });
    const typed = showCode(secret, 60_000);
    const late = { ok: false, error: "late" };
    expect(await signInWithCode(auth, { typed, headers, now: new Date(60_000) })).toEqual(late);
    expect(await db.selectFrom("session").select("id").execute()).toEqual([]);
    const told = await db.selectFrom("audit_event").select(["outcome", "detail"]).orderBy("seq").execute();
    expect(told.at(-1)).toEqual({ outcome: "denied", detail: '{"code":"late"}' });
    expect(await knock(chosen)).toMatchObject({ ok: true, pending: true });
  });

  test("is not replaced by who knew the old one", async () => {
    const { auth, db, zoe, knock, race } = await openRace();
    const account = { userId: zoe, email: "zoe@acme.test" };
    const { agent } = await enterAs(auth, account);
    race();
    const stolen = { ...account, name: "Zoë", sessionId: agent.sessionId, present: old, now };
    const change = changePassword({ auth, db }, { ...stolen, chosen: "four words of the thief" });
    expect(await change).toBe("wrong");
    expect(await knock(chosen)).toMatchObject({ ok: true });
  });

  test("counts as the old one where it is the same, hashed anew", async () => {
    const { db, auth, zoe, knock } = await openTeam();
    const { password: passwords } = await auth.$context;
    const better = await passwords.hash(old);
    const verify = passwords.verify;
    vi.spyOn(passwords, "verify").mockImplementationOnce(async (asked) => {
      await db.updateTable("account").set({ password: better }).where("userId", "=", zoe).execute();
      return verify(asked);
    });
    expect(await knock(old)).toMatchObject({ ok: true });
    expect(await db.selectFrom("session").select("id").execute()).toHaveLength(1);
  });
});
