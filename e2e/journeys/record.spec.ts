import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { whyNot } from "../../lib/auth/permissions";
import { runVerify } from "../../lib/run/run-verify.fixture";
import { grantWithNote, toastOn } from "../fixtures/comps";
import { openEditSheet } from "../fixtures/edit-sheet";
import { seedCustomer } from "../fixtures/emulator";
import { expect, test } from "../fixtures/test";

const list = (page: Page) => page.getByRole("table", { name: "Events, newest first" });
const eventsOn = (page: Page, text: string | RegExp) => list(page).getByRole("row").filter({ hasText: text });

async function download(page: Page, format: "CSV" | "JSONL") {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: format, exact: true }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), path: await file.path() };
}

test("the record is for admins and auditors; whoever sees operations alone is not led to it", async ({ as }) => {
  for (const role of ["viewer", "agent", "lead"] as const) {
    const page = await as(role);
    await page.goto("/activity/record");
    await expect(page.getByText(whyNot(role, "audit.read"))).toBeVisible();
    await page.goto("/activity");
    await expect(page.getByRole("link", { name: "The record" })).toHaveCount(0);
    expect((await page.request.get("/api/audit/export?format=csv")).status()).toBe(403);
  }
  const auditor = await as("auditor");
  await auditor.goto("/activity");
  await auditor.getByRole("link", { name: "The record" }).click();
  await expect(auditor.getByRole("heading", { level: 1, name: "The record" })).toBeVisible();
  await expect(auditor.getByRole("navigation", { name: "Lists" }).getByText("The record")).toHaveAttribute(
    "aria-current",
    "page",
  );
  // The refusals of above are themselves events.
  await auditor.getByLabel("Outcome", { exact: true }).selectOption("Not allowed");
  await auditor.getByLabel("What", { exact: true }).selectOption("Export the record");
  await auditor.getByRole("button", { name: "Show" }).click();
  await expect(eventsOn(auditor, "Their role may not.").first()).toContainText("lead");
});

test("a grant is found by its customer, opens to what changed, and leads to all events of its operation", async ({
  as,
}) => {
  const [agent, admin] = [await as("agent"), await as("admin")];
  const customer = await seedCustomer();
  await grantWithNote(agent, customer, "lost a day");

  await admin.goto("/activity/record");
  await admin.getByLabel("Customer or account").fill(customer.customerUserId);
  await admin.getByRole("button", { name: "Show" }).click();
  await expect(admin).toHaveURL(new RegExp(`about=${customer.customerUserId}`));
  const asked = eventsOn(admin, "Asked for");
  await expect(asked).toContainText("alex@practice.example, agent");
  await expect(asked).toContainText("lost a day");
  await expect(eventsOn(admin, "Looked at a customer")).toHaveCount(1);

  const done = eventsOn(admin, "Granted a comp");
  await done.getByText(/^Details of event \d+$/).click();
  await expect(done).toContainText(/Premium: expires at\s*none →\s*then \d/);
  await expect(done).toContainText("Hash before");
  await done.getByRole("link", { name: "All its events" }).click();
  await expect(admin).toHaveURL(/\/activity\/record\?operation=/);
  await expect(list(admin).getByRole("row")).toHaveCount(4);
  await expect(eventsOn(admin, "Sent to Adapty")).toHaveCount(1);
  await eventsOn(admin, "Asked for").getByRole("link", { name: customer.customerUserId }).click();
  await expect(admin).toHaveURL(new RegExp(`${customer.profileId}$`));
});

test("what was done for a reason is found by it, and what to ask for stands in groups", async ({ as }) => {
  const [agent, admin] = [await as("agent"), await as("admin")];
  const customer = await seedCustomer();
  await grantWithNote(agent, customer, "lost a day");
  await admin.goto(`/activity/record?about=${customer.profileId}`);
  await expect(admin.getByLabel("What", { exact: true }).locator("optgroup")).toHaveCount(7);
  await admin.getByLabel("Reason", { exact: true }).selectOption("COURTESY");
  await admin.getByRole("button", { name: "Show" }).click();
  await expect(admin).toHaveURL(/reason=COURTESY/);
  await expect(eventsOn(admin, "Looked at a customer")).toHaveCount(0);
  await expect(eventsOn(admin, "Granted a comp")).toHaveCount(1);
});

test("an auditor reads that personal data was set, and the data is neither on the page nor in an export", async ({
  as,
}) => {
  const [agent, auditor] = [await as("agent"), await as("auditor")];
  const customer = await seedCustomer();
  const email = `${customer.customerUserId}@private.example`;
  const edit = await openEditSheet(agent, customer);
  await edit.set("E-mail", email);
  await edit.reviewAndSave();
  await expect(toastOn(agent, /Adapty/)).toBeVisible();

  await auditor.goto(`/activity/record?about=${customer.profileId}`);
  const asked = eventsOn(auditor, "Asked for");
  await asked.getByText(/^Details of event/).click();
  await expect(asked.locator("pre")).toContainText('"email": "••••"');
  await expect(list(auditor).getByRole("link", { name: /Profile/ })).toHaveCount(0);
  expect(await auditor.content()).not.toContain(email);
  for (const format of ["CSV", "JSONL"] as const) {
    const exported = readFileSync((await download(auditor, format)).path, "utf8");
    expect(exported).toContain(customer.profileId);
    expect(exported).not.toContain(email);
  }
});

test("an export as CSV holds what the filter asks for, runs nothing, and is recorded", async ({ as }) => {
  const [agent, admin] = [await as("agent"), await as("admin")];
  const customer = await seedCustomer();
  await grantWithNote(agent, customer, '=HYPERLINK("https://evil.example")');
  await admin.goto(`/activity/record?about=${customer.profileId}&action=comp.grant`);
  const { name, path } = await download(admin, "CSV");
  expect(name).toBe("audit-record.csv");
  const [head, ...lines] = readFileSync(path, "utf8").trimEnd().split("\r\n");
  expect(head).toMatch(/^\ufeffseq,recorded_at,/);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain(`,"'=HYPERLINK(""https://evil.example"")",`);

  await admin.goto("/activity/record?action=audit.export&who=practice-adam");
  const recorded = eventsOn(admin, "3 events as CSV, filtered").first();
  await recorded.getByText(/^Details of event/).click();
  await expect(recorded).toContainText(customer.profileId);
});

test("words of a note find its event, in capitals of any alphabet, on the page and in an export", async ({ as }) => {
  const [agent, admin] = [await as("agent"), await as("admin")];
  const customer = await seedCustomer();
  await grantWithNote(agent, customer, "störung über nacht");
  await admin.goto("/activity/record");
  await admin.getByLabel("Text", { exact: true }).fill(`STÖR ${customer.customerUserId.toUpperCase()}`);
  await admin.getByRole("button", { name: "Show" }).click();
  await expect(list(admin).getByRole("row")).toHaveCount(2);
  await expect(eventsOn(admin, "störung über nacht")).toContainText("Asked for");
  const lines = readFileSync((await download(admin, "CSV")).path, "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines).toHaveLength(2);
  await admin.goto("/activity/record?text=st");
  await expect(admin.getByText("Not filtered by Text")).toBeVisible();
  const answer = await admin.request.get("/api/audit/export?format=csv&text=st");
  expect(answer.status()).toBe(400);
});

test("an export of all as JSONL is sound by the command that verifies it", async ({ as }) => {
  const page = await as("auditor");
  await page.goto("/activity/record");
  const { name, path } = await download(page, "JSONL");
  expect(name).toBe("audit-record.jsonl");
  const database = `file:${join(process.env.E2E_FOLDER ?? "", "console.db")}`;
  const found = runVerify({ ...process.env, DATABASE_URL: database }, path);
  expect(found).toEqual([0, expect.stringMatching(/^Sound: events 1 to \d+ /)]);
});

test("a filter that cannot be read is named on the page, and refused by the export, which would hold more", async ({
  as,
}) => {
  const page = await as("auditor");
  await page.goto("/activity/record?from=yesterday&action=drop.table");
  await expect(page.getByText("Not filtered by What, From")).toBeVisible();
  const answer = await page.request.get("/api/audit/export?format=csv&from=yesterday");
  expect(answer.status()).toBe(400);
  expect((await answer.json()).error.message).toContain("Nothing was exported: the filter cannot be read at From.");
  const plain = await page.request.get("/api/audit/export?format=csv&action=settings.update");
  expect(plain.headers()["cache-control"]).toBe("no-store");
});
