import { describe, expect, test } from "vitest";
import { addAgent, openTestAuth, publicUrl, secret, withCookies } from "./auth.fixture";
import { findInvitation, invite, listInvitations, takeBack } from "./invitations";
import { join } from "./join";
import { signInToPractice } from "./practice";
import { readSession } from "./read-session";
import { setUp } from "./set-up";
import { isUnclaimed, mintSetUpToken } from "./set-up-token";
import { signIn } from "./sign-in";
import { changeRole, disableAccount, enableAccount } from "./team";
import { type Invite, inviteSchema } from "./team-input";
import { createThrottle } from "./throttle";

const now = new Date("2026-03-14T09:30:00.000Z");
const hours = (count: number) => new Date(now.getTime() + count * 3600_000);
const zoe: Invite = { email: "zoe@acme.test", name: "Zoë", role: "lead" };
const password = "correct horse battery";

async function openTeam() {
  const { auth, db } = await openTestAuth();
  const adminId = await addAgent(auth, { email: "ada@acme.test", password, role: "admin" });
  const place = { auth, db, mode: "live" as const };
  const inviter = { id: adminId, role: "admin" as const };
  const inviteZoe = async (change: Partial<typeof zoe> = {}, at = now) => {
    const made = await invite(place, { inviter, invited: { ...zoe, ...change }, now: at });
    if (!made.ok) throw new Error(made.message);
    return made.token;
  };
  const use = (token: string, change: Record<string, string> = {}, at = now) =>
    join(place, { fields: { token, name: "Zoë Example", password, ...change }, headers: new Headers(), now: at });
  return { auth, db, place, inviter, inviteZoe, use };
}

describe("an invitation", () => {
  test("makes an account with its role, signed in and able to sign in again", async () => {
    const { auth, use, inviteZoe } = await openTeam();
    const joined = await use(await inviteZoe(), { role: "admin", email: "eve@acme.test" });
    if (!joined.ok) throw new Error(joined.error);
    const agent = await readSession(auth, withCookies(joined.response), { now: new Date(), mode: "live" });
    expect(agent).toMatchObject({ name: "Zoë Example", email: zoe.email, role: "lead" });
    const config = { secret, publicUrl, throttle: createThrottle({ capacity: 3, refillMs: 1000, maxKeys: 10 }) };
    const again = await signIn(auth, { email: zoe.email, password, headers: new Headers(), now: 0 }, config);
    expect(again).toMatchObject({ ok: true });
  });

  test("makes the browser that joined the account's own: a stranger's guesses do not lock it out", async () => {
    const { auth, use, inviteZoe } = await openTeam();
    const joined = await use(await inviteZoe());
    if (!joined.ok) throw new Error(joined.error);
    const config = { secret, publicUrl, throttle: createThrottle({ capacity: 1, refillMs: 1000, maxKeys: 10 }) };
    const knock = (typed: string, headers = new Headers()) =>
      signIn(auth, { email: zoe.email, password: typed, headers, now: 0 }, config);
    expect(await knock("a guess of a stranger")).toEqual({ ok: false, error: "refused" });
    expect(await knock(password)).toEqual({ ok: false, error: "wait" });
    expect(await knock(password, withCookies(joined.response))).toMatchObject({ ok: true });
  });

  test("works once, also for two at the same time, and is listed until then", async () => {
    const { db, place, use, inviteZoe } = await openTeam();
    const token = await inviteZoe();
    expect(await listInvitations(place, now)).toMatchObject([
      { ...zoe, invitedBy: "Bo", expiresAt: hours(72).toISOString(), works: "yes" },
    ]);
    const results = await Promise.all([use(token), use(token)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await use(token)).toEqual({ ok: false, error: "gone" });
    expect(await findInvitation(place, token, now)).toBeNull();
    expect(await listInvitations(place, now)).toEqual([]);
    expect(await db.selectFrom("user").select("id").execute()).toHaveLength(2);
  });

  test("for an e-mail that was invited before replaces the older link", async () => {
    const { place, inviteZoe, use } = await openTeam();
    const older = await inviteZoe({ role: "lead" });
    const newer = await inviteZoe({ role: "lead", name: "" }, hours(1));
    expect(await use(older)).toEqual({ ok: false, error: "gone" });
    expect(await listInvitations(place, now)).toMatchObject([{ name: null, expiresAt: hours(73).toISOString() }]);
    expect(await use(newer)).toMatchObject({ ok: true });
  });
});

test("the link dies after 72 hours and stays listed as expired", async () => {
  const { place, inviteZoe, use } = await openTeam();
  const token = await inviteZoe();
  expect(await findInvitation(place, token, hours(71.9))).toMatchObject({ email: zoe.email });
  expect(await use(token, {}, hours(72))).toEqual({ ok: false, error: "gone" });
  expect(await listInvitations(place, hours(72))).toMatchObject([{ works: "expired" }]);
});

test("a link that was taken back opens nothing, and can be taken back once", async () => {
  const { place, inviter, inviteZoe, use } = await openTeam();
  const token = await inviteZoe();
  const [open] = await listInvitations(place, now);
  const taking = { id: open?.id ?? "", actor: inviter, now };
  expect(await takeBack(place, taking)).toEqual({ ok: true });
  expect(await takeBack(place, taking)).toMatchObject({ ok: false, code: "gone" });
  expect(await use(token)).toEqual({ ok: false, error: "gone" });
});

test("fields that need another look do not use up the link", async () => {
  const { inviteZoe, use } = await openTeam();
  const token = await inviteZoe();
  const wrong: Record<string, string>[] = [{ name: " " }, { password: "eleven char" }, { password: "x".repeat(129) }];
  for (const change of wrong) {
    expect(await use(token, change)).toEqual({ ok: false, error: "invalid" });
  }
  expect(await use(token)).toMatchObject({ ok: true });
});

test("a guessed or empty token opens nothing, and the database holds none that could be used", async () => {
  const { db, inviteZoe, use } = await openTeam();
  const token = await inviteZoe();
  for (const guess of ["", "x", "a".repeat(43), token.slice(1)]) {
    expect(await use(guess)).toEqual({ ok: false, error: "gone" });
  }
  expect(JSON.stringify(await db.selectFrom("invitation").selectAll().execute())).not.toContain(token);
});

test("an e-mail that has an account is not invited, whatever its case", async () => {
  const { place, inviter, inviteZoe, use } = await openTeam();
  await use(await inviteZoe());
  const invited = inviteSchema.parse({ ...zoe, email: " ZOE@Acme.test " });
  expect(await invite(place, { inviter, invited, now })).toMatchObject({ ok: false, code: "taken" });
});

test.each(["password1234", "Zoë Example 1", "zoe.acme.test"])(
  "the password %s is refused as easy to guess, and the link still works",
  async (easy) => {
    const { db, use, inviteZoe } = await openTeam();
    const token = await inviteZoe();
    expect(await use(token, { password: easy })).toEqual({ ok: false, error: "common" });
    expect(await db.selectFrom("user").select("id").execute()).toHaveLength(1);
    expect(await use(token)).toMatchObject({ ok: true });
  },
);

test("nobody invites to a role that may do more than they", async () => {
  const { place, inviter } = await openTeam();
  const lead = { ...inviter, role: "lead" as const };
  expect(await invite(place, { inviter: lead, invited: { ...zoe, role: "admin" }, now })).toMatchObject({
    ok: false,
    code: "beyond",
  });
});

test("a name that is not text is refused where somebody is invited", () => {
  const invited = { email: "zoe@acme.test", name: "Z\u0000oe", role: "viewer" };
  expect(inviteSchema.safeParse(invited).error?.issues).toMatchObject([{ path: ["name"] }]);
});

test.each(["disabled", "demoted"])("an admin who was %s leaves no open link behind", async (how) => {
  const { auth, place, inviter, inviteZoe, use } = await openTeam();
  const other = await addAgent(auth, { email: "una@acme.test", password, role: "admin" });
  const token = await inviteZoe();
  const by = { by: other, id: inviter.id, now };
  if (how === "disabled") await disableAccount(place, by);
  else await changeRole(place, { ...by, seen: "admin", role: "lead" });
  expect(await use(token)).toEqual({ ok: false, error: "gone" });
  expect(await listInvitations(place, now)).toMatchObject([{ works: "inviter_gone" }]);
  if (how === "disabled") await enableAccount(place, by);
  else await changeRole(place, { ...by, seen: "lead", role: "admin" });
  expect(await use(token)).toEqual({ ok: false, error: "gone" });
  expect(await listInvitations(place, now)).toMatchObject([{ works: "expired" }]);
});

test("what was invited and joined in practice mode lets nobody into a live console, and gives the e-mail back", async () => {
  const { auth, db } = await openTestAuth();
  await signInToPractice(auth, "admin", new Headers());
  const practice = { auth, db, mode: "practice" as const };
  const live = { auth, db, mode: "live" as const };
  const inviter = { id: "practice-adam", role: "admin" as const };
  const make = async (email: string) => {
    const made = await invite(practice, { inviter, invited: { email, name: "", role: "admin" }, now });
    if (!made.ok) throw new Error(made.message);
    return made.token;
  };
  const fields = { token: await make("zoe@acme.test"), name: "Zoë", password };
  const joined = await join(practice, { fields, headers: new Headers(), now });
  if (!joined.ok) throw new Error(joined.error);
  const headers = withCookies(joined.response);
  expect(await readSession(auth, headers, { now: new Date(), mode: "practice" })).toMatchObject({ role: "admin" });
  expect(await readSession(auth, headers, { now: new Date(), mode: "live" })).toBeNull();

  const open = await make("una@acme.test");
  expect(await findInvitation(practice, open, now)).not.toBeNull();
  expect(await findInvitation(live, open, now)).toBeNull();
  expect(await listInvitations(live, now)).toEqual([]);

  expect(await isUnclaimed(db)).toBe(true);
  const token = await mintSetUpToken(db, now);
  const first = { token, name: "Zoë", email: "zoe@acme.test", password };
  expect(await setUp({ auth, db }, { fields: first, headers: new Headers(), now })).toMatchObject({ ok: true });
  expect(await readSession(auth, headers, { now: new Date(), mode: "practice" })).toBeNull();
});
