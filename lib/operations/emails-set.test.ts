import { expect, test } from "vitest";
import {
  agentOf,
  fillForm,
  findOperation,
  newCustomer,
  openWorld,
  saveSettings,
  writeOperation,
} from "./world.fixture";

const { listEmailsSet } = await import("./activity");

test("an e-mail of the team that was set once is not forgotten over any number of other updates", async () => {
  const { db } = await openWorld();
  await saveSettings({ staffDomains: ["own.example"] });
  const customer = await newCustomer();
  const mia = agentOf("agent", "mia");
  const edit = async (body: object) => {
    const form = await fillForm("profile.update", customer, { body });
    expect(await writeOperation("profile.update", mia, form)).toMatchObject({ ok: true });
    return form.target.operationId;
  };
  await edit({ email: "zoe@own.example" });
  await edit({ email: "zoe@elsewhere.example" });
  const id = await edit({ custom_attributes: [{ key: "email", value: '{"email":"ann@own.example"}' }] });
  expect(await findOperation(id)).toMatchObject({ state: "applied" });
  const row = await db.selectFrom("operation").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  for (const part of [0, 1]) {
    const copies = Array.from({ length: 250 }, (_, at) => ({ ...row, id: `copy ${part} ${at}` }));
    await db.insertInto("operation").values(copies).execute();
  }

  const emails = await listEmailsSet(customer.app, customer.profileId.toUpperCase());
  expect(emails.toSorted()).toEqual(["zoe@elsewhere.example", "zoe@own.example"]);
  expect(await writeOperation("access.grant", mia, await fillForm("access.grant", customer))).toMatchObject({
    error: { code: "needs_approval", message: expect.stringContaining("own.example") },
  });
});
