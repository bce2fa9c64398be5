import { expect, test } from "vitest";
import { passTime } from "@/lib/operations/world.fixture";
import { ask } from "./approvals.fixture";

const { approveRequest } = await import("./approve");
const { rejectRequest } = await import("./close-request");
const { listAnswers } = await import("./list-answers");

test("who asked is told no, by whom and why; everybody else finds it among what was done", async () => {
  const { mia, lena, customer, shown } = await ask();
  await rejectRequest(lena, { id: shown.id, note: "A month is enough." });
  const now = new Date();
  expect(await listAnswers(customer, mia, now)).toMatchObject({
    answered: [{ id: shown.id, state: "rejected", by: lena.email, note: "A month is enough." }],
    rejected: [
      {
        name: "access.grant",
        state: "declined",
        agent: { id: "mia" },
        reason: "COURTESY",
        message: `${lena.email} rejected it: “A month is enough.” Nothing was sent.`,
      },
    ],
  });
  expect(await listAnswers(customer, lena, now)).toMatchObject({ answered: [], rejected: [{ id: shown.id }] });
  const other = { app: customer.app, profileId: crypto.randomUUID() };
  expect(await listAnswers(other, mia, now)).toEqual({ answered: [], rejected: [] });
});

test("a yes is told for three days with what became of it; the journal tells what was done", async () => {
  const { mia, lena, customer, shown } = await ask();
  await approveRequest(lena, shown);
  expect(await listAnswers(customer, mia, new Date())).toMatchObject({
    answered: [{ state: "approved", by: lena.email, written: "applied" }],
    rejected: [],
  });
  passTime(73 * 3_600_000);
  expect((await listAnswers(customer, mia, new Date())).answered).toEqual([]);
});

test("what still waits is no answer", async () => {
  const { mia, customer } = await ask();
  expect(await listAnswers(customer, mia, new Date())).toEqual({ answered: [], rejected: [] });
});
