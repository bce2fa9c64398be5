import { sql } from "kysely";
import { describe, expect, test, vi } from "vitest";
import { addAgent, openTestAuth } from "./auth.fixture";
import { invite, listInvitations, takeBack } from "./invitations";
import { join } from "./join";
import { changeRole, disableAccount } from "./team";

const now = new Date("2026-03-14T09:30:00.000Z");
const password = "correct horse battery";

/** Ada has invited Zoë to be an admin; Una is another admin. `use` joins, and does `meanwhile` while the password is hashed. */
async function openLink() {
  const { auth, db } = await openTestAuth();
  const [ada, una] = await Promise.all(
    ["ada", "una"].map((name) => addAgent(auth, { email: `${name}@acme.test`, password, role: "admin" })),
  );
  const place = { auth, db, mode: "live" as const };
  const inviter = { id: ada ?? "", role: "admin" as const };
  const invited = { email: "zoe@acme.test", name: "Zoë", role: "admin" as const };
  const made = await invite(place, { inviter, invited, now });
  if (!made.ok) throw new Error(made.message);
  const { password: passwords } = await auth.$context;
  const hash = passwords.hash;
  const use = (meanwhile: () => Promise<unknown>) => {
    vi.spyOn(passwords, "hash").mockImplementationOnce(async (typed) => {
      await meanwhile();
      return hash(typed);
    });
    return join(place, { fields: { token: made.token, name: "Zoë", password }, headers: new Headers(), now });
  };
  const accounts = () => db.selectFrom("user").select("id").execute();
  return { db, place, inviter, una: una ?? "", use, accounts, open: () => listInvitations(place, now) };
}

describe("joining", () => {
  test.each(["disabled", "demoted"])("makes no account once the inviter was %s meanwhile", async (how) => {
    const { place, inviter, una, use, accounts, open } = await openLink();
    const by = { by: una, id: inviter.id, now };
    const end = () =>
      how === "disabled" ? disableAccount(place, by) : changeRole(place, { ...by, seen: "admin", role: "lead" });
    expect(await use(end)).toEqual({ ok: false, error: "gone" });
    expect(await accounts()).toHaveLength(2);
    expect(await open()).toMatchObject([{ works: "inviter_gone" }]);
  });

  test("makes none once the invitation was taken back meanwhile", async () => {
    const { place, inviter, use, accounts, open } = await openLink();
    const [waiting] = await open();
    const end = () => takeBack(place, { id: waiting?.id ?? "", actor: inviter, now });
    expect(await use(end)).toEqual({ ok: false, error: "gone" });
    expect(await accounts()).toHaveLength(2);
  });

  test("uses up the invitation with the account or not at all", async () => {
    const { db, use, accounts, open } = await openLink();
    await sql`alter table account rename to elsewhere`.execute(db);
    const look = async () => expect(await open()).toMatchObject([{ works: "yes" }]);
    await expect(use(look)).rejects.toThrow("account");
    expect(await accounts()).toHaveLength(2);
    expect(await open()).toMatchObject([{ works: "yes" }]);
    await sql`alter table elsewhere rename to account`.execute(db);
    expect(await use(look)).toMatchObject({ ok: true });
    expect(await open()).toEqual([]);
  });
});
