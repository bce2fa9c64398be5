import { expect, test } from "vitest";
import { addAccount } from "@/lib/approvals/approvals.fixture";
import { fillUp, makeRoom } from "@/lib/db/full.fixture";
import { callOf } from "./bodies.fixture";
import {
  fillForm,
  findOperation,
  forget,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  sentFor,
  writeOperation,
} from "./world.fixture";

const { settleDue } = await import("./settle-due");

test("a no that could not be recorded is not told as one, for the console sends it once more", async () => {
  const { db } = await openWorld();
  const mia = await addAccount(db, "lead", "mia");
  const customer = await newCustomer();
  const form = await fillForm("access.grant", customer);
  await forget();
  await plan({ mode: "status", status: 429, body: {}, match: callOf["access.grant"] });
  await fillUp(db, "update on operation", "new.state <> 'sent'");
  expect(await writeOperation("access.grant", mia, form)).toMatchObject({ error: { outcome: "unknown" } });
  await makeRoom(db);
  passTime(QUIET_MS + 60_000);
  await settleDue();
  expect(await findOperation(form.target.operationId)).toMatchObject({ state: "applied", attempts: 2 });
  expect((await sentFor(customer)).effects).toBe(1);
});
