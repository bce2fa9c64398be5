import { practiceAgents } from "../../lib/auth/practice-agents";
import { note } from "../fixtures/asked";
import { seedCustomer } from "../fixtures/emulator";
import { sendRaw, toCookieHeader } from "../fixtures/raw-request";
import { expect, test } from "../fixtures/test";

test("many who look at the same moment, each at a customer of their own, get nothing of one another", async ({
  as,
  baseURL,
}) => {
  const origin = baseURL ?? "";
  const look = (path: string, cookie: string) => {
    note({ method: "GET", url: path, headers: {}, isPage: true });
    return sendRaw(origin, path, { headers: { cookie } });
  };
  const people = await Promise.all(
    (["agent", "lead", "viewer"] as const).map(async (role) => ({
      role,
      customer: await seedCustomer(),
      cookie: toCookieHeader(await (await as(role)).context().cookies()),
    })),
  );
  const ask = async ({ customer, cookie }: (typeof people)[number]) => {
    const answers = await Promise.all([look(customer.path, cookie), look(`/api/apps${customer.path}`, cookie)]);
    const text = answers.map((answer) => answer.text).join("\n");
    return {
      customers: people.filter((other) => text.includes(other.customer.profileId)).map(({ role }) => role),
      accounts: practiceAgents.filter(({ email }) => text.includes(email)).map(({ role }) => role),
    };
  };
  const rounds = await Promise.all(Array.from({ length: 6 }, () => Promise.all(people.map(ask))));

  const own = people.map(({ role }) => ({ customers: [role], accounts: [role] }));
  expect(rounds).toEqual(rounds.map(() => own));
});
