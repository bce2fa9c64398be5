import { expect, test } from "vitest";
import { newCustomer, openWorld, saveSettings } from "@/lib/operations/world.fixture";
import { addAccount, addTeam, form, shownOf, until } from "./approvals.fixture";

const { noLimits } = await import("@/lib/settings/limits");
const { requestApproval } = await import("./request-approval");
const { approveRequest } = await import("./approve");
const { countWaiting } = await import("./count-waiting");
const { listRequests } = await import("./list-approvals");

test("an agent sees their own requests, who may decide sees all, and nobody counts their own as theirs to decide", async () => {
  const { db } = await openWorld();
  const { mia, lena, adam } = await addTeam(db);
  const other = await addAccount(db, "agent", "otto");
  await saveSettings({ staffDomains: ["own.example"] });
  const byMia = await requestApproval("access.grant", mia, await form(await newCustomer()));
  await requestApproval("access.grant", other, await form(await newCustomer()));
  const now = new Date();
  const seen = async (agent: typeof mia) =>
    (await listRequests(agent, now)).waiting.map(({ requester }) => requester.id);
  expect(await seen(mia)).toEqual(["mia"]);
  expect((await seen(lena)).sort()).toEqual(["mia", "otto"]);
  expect(await Promise.all([mia, lena, adam].map((agent) => countWaiting(agent, now)))).toEqual([1, 2, 2]);
  await approveRequest(lena, await shownOf(byMia));
  expect((await listRequests(mia, now)).over).toMatchObject([{ state: "approved", written: "applied" }]);
  expect(await countWaiting(lena, now)).toBe(1);
});

test("a request tells the limit that it is over, and not to ask for what is asked for already", async () => {
  const { db } = await openWorld();
  const { mia } = await addTeam(db);
  await saveSettings({ limits: { ...noLimits, agent: { ...noLimits.agent, daysPerGrant: 1 } } });
  await requestApproval("access.grant", mia, await form(await newCustomer(), until(40)));
  const { waiting } = await listRequests(mia, new Date());
  expect(waiting.map(({ needs }) => needs)).toEqual([
    expect.stringMatching(/^Over the limit of your role: an agent may give 1 day.* at once at most, this gives \d+\.$/),
  ]);
});
