import { expect, test } from "vitest";
import { changePassword } from "./new-password";
import { chosen, now, old, openTeam } from "./password.fixture";

test("one's own password is changed by who knows it, and ends the other sessions and an open link", async () => {
  const { auth, db, zoe, make, use, enter, who, knock } = await openTeam();
  const [here, there] = [await enter(old), await enter(old)];
  const token = await make();
  const sessionId = (await who(here))?.sessionId ?? "";
  const change = (present: string) =>
    changePassword({ auth, db }, { userId: zoe, name: "Zoë", email: "zoe@acme.test", sessionId, present, chosen, now });
  expect(await change("wrong horse battery")).toBe("wrong");
  expect(await who(there)).not.toBeNull();
  expect(await change(old)).toBe("changed");
  expect(await who(there)).toBeNull();
  expect(await who(here)).toMatchObject({ id: zoe });
  expect(await knock(old)).toMatchObject({ ok: false });
  expect(await knock(chosen)).toMatchObject({ ok: true });
  expect(await use(token)).toEqual({ ok: false, error: "gone" });
});

test("whoever sits at an open session does not guess the password", async () => {
  const { auth, db, zoe } = await openTeam();
  const guess = (present: string) =>
    changePassword(
      { auth, db },
      { userId: zoe, name: "Zoë", email: "zoe@acme.test", sessionId: "", present, chosen, now },
    );
  for (let count = 0; count < 5; count += 1) expect(await guess("wrong horse battery")).toBe("wrong");
  expect(await guess(old)).toBe("wait");
});
