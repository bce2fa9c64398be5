import type { Page } from "@playwright/test";
import { AGENT } from "../fixtures/comps";
import { openEditSheet, reopenEditSheet } from "../fixtures/edit-sheet";
import { type Customer, writesAbout } from "../fixtures/emulator";
import { tabTo } from "../fixtures/keyboard";
import { loseEdit, passQuiet, rowOf } from "../fixtures/queue";
import { expect, test } from "../fixtures/test";

async function setAgain(page: Page, customer: Customer, email: string) {
  const edit = await openEditSheet(page, customer);
  await edit.set("E-mail", email);
  await edit.reviewAndSave();
  return { edit, notice: edit.sheet.getByRole("status") };
}

test("what is not confirmed is sent by no other form, which tells who sent it and leads there", async ({ as }) => {
  const [agent, lead] = [await as("agent"), await as("lead")];
  const customer = await loseEdit(agent);
  passQuiet(customer);

  const { edit, notice } = await setAgain(agent, customer, "jane@new.example");
  await expect(notice).toContainText("Not sent: nothing changed");
  await expect(notice).toContainText("you sent the same to this customer before, and it is not confirmed yet");
  await expect(notice).toContainText(`Sent by ${AGENT}`);
  const link = notice.getByRole("link", { name: "Look at it in the queue in a new tab" });
  await tabTo(agent, link, "Shift+Tab");
  const opened = agent.waitForEvent("popup");
  await agent.keyboard.press("Enter");
  await expect(rowOf(await opened, customer)).toContainText("Not confirmed yet");
  await expect(edit.sheet).toContainText("jane@new.example");

  await lead.goto(customer.path);
  const theirs = await reopenEditSheet(lead);
  await theirs.set("E-mail", "jane@new.example");
  await theirs.reviewAndSave();
  await expect(theirs.sheet.getByRole("status")).toContainText(`${AGENT} sent the same to this customer before`);
  expect(await writesAbout(customer)).toHaveLength(1);

  const other = await setAgain(agent, customer, "other@new.example");
  await expect(other.edit.sheet).toBeHidden();
  expect((await writesAbout(customer)).map(({ body }) => body)).toEqual([
    { email: "jane@new.example" },
    { email: "other@new.example" },
  ]);
});
