import { randomUUID } from "node:crypto";
import { actions } from "../../lib/auth/endpoints";
import { can } from "../../lib/auth/permissions";
import type { CustomerPage } from "../../lib/customers/customer-page";
import { permissionOf } from "../../lib/operations/catalogue";
import { defaultSettings } from "../../lib/settings/settings";
import { listActions } from "../fixtures/build";
import { grantWithNote } from "../fixtures/comps";
import { seedCustomer, writesAbout } from "../fixtures/emulator";
import { seedFull } from "../fixtures/full-customer";
import { expect, test } from "../fixtures/live";
import { createFirstAdmin, firstAdmin } from "../fixtures/live-admin";
import { openWire } from "../fixtures/live-wire";
import { accountOf, addPerson, newPerson, openTeam } from "../fixtures/team";
import { inputOf, isWrite } from "../fixtures/write-inputs";

const idOf = (wanted: string) => listActions().find(({ name }) => name === wanted)?.id ?? "";
const extra = { role: "admin", total_revenue_usd: 0, profile_id: randomUUID() };

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The same input with one field too many, in each place that takes fields, to any depth. */
function spoil(input: Fields): Fields[] {
  const here = Object.entries(extra).map(([name, value]) => ({ ...input, [name]: value }));
  const within = Object.entries(input).flatMap(([name, value]) =>
    isFields(value) ? spoil(value).map((spoilt) => ({ ...input, [name]: spoilt })) : [],
  );
  const alreadyThere = (one: Fields) => JSON.stringify(one) === JSON.stringify(input);
  return [
    ...here.filter((one) => Object.keys(one).length > Object.keys(input).length && !alreadyThere(one)),
    ...within,
  ];
}

test("a field too many beside legal ones is refused by every action, and nothing is done", async ({ as, baseURL }) => {
  const customer = await seedFull();
  const admin = await as("admin");
  const wire = {
    admin: openWire(admin.request, baseURL ?? ""),
    lead: openWire((await as("lead")).request, baseURL ?? ""),
  };
  const page = (await (await admin.request.get(`/api/apps${customer.path}`)).json()) as CustomerPage;
  const { app, profileId } = customer;
  const id = "practice-nobody";
  const undo = {
    target: { operationId: randomUUID(), app, profileId, seen: "", undoes: randomUUID() },
    why: { note: "It was meant for somebody else" },
    plan: "sealed by nobody",
  };
  const others: Record<string, Fields> = {
    undoOperation: undo,
    askToUndo: undo,
    revealPersonal: { target: { app, profileId }, field: "email", why: { reason: "VERIFY" } },
    checkOperation: { operationId: randomUUID(), app, profileId },
    settleOperation: { operationId: randomUUID(), attempts: 1, verdict: "applied", note: "I have seen it." },
    downloadKept: { target: { app, profileId }, reason: "REQUEST", reference: "" },
    eraseKept: { target: { app, profileId }, reason: "REQUEST", reference: "" },
    updateSettings: { seen: "2026-01-01T00:00:00.000Z", body: defaultSettings("practice", ["acme-ios"]) },
    inviteAgent: { email: "eve@example.com", name: "", role: "viewer" },
    takeBackInvitation: { id },
    changeAgentRole: { id, seen: "viewer", role: "agent" },
    disableAgent: { id },
    enableAgent: { id },
    makeNewPasswordLink: { id },
    removeFactor: { id },
    startEmergency: { id: randomUUID(), reason: "Nobody else is here", ticket: "ZD-1" },
    endEmergency: { id: randomUUID() },
    reviewEmergency: { id: randomUUID(), note: "All of it was needed." },
    offerOwnFactor: { seen: "off" },
    turnOnOwnFactor: { offer: "sealed by nobody", code: "000000" },
    turnOffOwnFactor: { seen: "on" },
    makeOwnRecoveryCodes: { seen: "on" },
    endAgentSessions: { id, session: null },
    endOwnSessions: { session: null },
    connectSso: { seen: "not_connected" },
    disconnectSso: { seen: "connected" },
    askForApproval: { operation: "access.grant", ...inputOf("grantAccess", page) },
    approve: { id: randomUUID(), payloadHash: "0".repeat(64), operation: "access.grant" },
    reject: { id: randomUUID(), note: "No." },
    withdraw: { id: randomUUID() },
    changeOwnPassword: { present: "what it is now", chosen: "a quiet lake in autumn" },
  };
  for (const { name, id: action } of listActions()) {
    const legal = isWrite(name) ? (inputOf(name, page) as unknown as Fields) : others[name];
    if (!legal) throw new Error(`Say what the action ${name} takes.`);
    const right = permissionOf(actions[name] ?? "profile.update");
    const { act } = wire[can("admin", right) ? "admin" : "lead"];
    for (const input of spoil(legal)) {
      const answer = await act(action, "/team", input);
      const sent = `${name} with ${JSON.stringify(input)}`;
      expect(answer, sent).toContain('"code":"invalid_input"');
      const found = JSON.parse(/"fields":(\[.*?\])/.exec(answer)?.[1] ?? "[]") as { message: string }[];
      expect(found, sent).toEqual([expect.objectContaining({ message: expect.stringMatching(/^Unrecognized key/) })]);
    }
  }
  expect(await writesAbout(customer)).toEqual([]);
  expect((await (await admin.request.get("/team")).text()).includes("eve@example.com")).toBe(false);
});

test("a role that there is not, and a right that nobody was given, cannot be handed out", async ({ as, baseURL }) => {
  const { act } = openWire((await as("admin")).request, baseURL ?? "");
  for (const role of ["owner", "Admin", "", null, ["admin"], { admin: true }]) {
    const invited = { email: "eve@example.com", name: "", role };
    expect(await act(idOf("inviteAgent"), "/team", invited), String(role)).toContain('"code":"invalid_input"');
    const changed = { id: "practice-nobody", seen: "viewer", role };
    expect(await act(idOf("changeAgentRole"), "/team", changed), String(role)).toContain('"code":"invalid_input"');
  }
});

/** The id that the console gave an account, which a forged request would name. */
async function findId(html: string, email: string): Promise<string> {
  const id = new RegExp(`"id":"([^"]+)","name":"[^"]*","email":"${email}"`).exec(html.replaceAll('\\"', '"'))?.[1];
  if (!id) throw new Error(`No account of ${email} on the page`);
  return id;
}

test("an admin who forges the request changes neither their own role nor their own access", async ({ as, baseURL }) => {
  const person = newPerson("admin");
  const [admin, self] = [await as("admin"), await as(null)];
  await addPerson(admin, self, person);
  const own = openWire(self.request, baseURL ?? "");
  const id = await findId(await (await own.get("/team")).text(), person.email);
  for (const role of ["viewer", "agent", "lead", "auditor", "admin"]) {
    expect(await own.act(idOf("changeAgentRole"), "/team", { id, seen: "admin", role }), role).toContain(
      '"code":"fixed"',
    );
  }
  for (const name of ["disableAgent", "enableAgent"])
    expect(await own.act(idOf(name), "/team", { id }), name).toContain('"code":"fixed"');

  await openTeam(admin);
  await expect(accountOf(admin, person)).toContainText("admin");
  await expect(accountOf(admin, person)).not.toContainText("Disabled");
  const others = openWire(admin.request, baseURL ?? "");
  expect(await others.act(idOf("changeAgentRole"), "/team", { id, seen: "admin", role: "lead" })).toContain(
    '"ok":true',
  );
  for (const name of ["changeAgentRole", "inviteAgent"])
    expect(await own.act(idOf(name), "/team", { id, seen: "lead", role: "admin" }), name).toContain(
      '"code":"forbidden"',
    );
});

test("whoever gets a customer by checking a colleague's change is recorded as one who looked at them", async ({
  as,
  baseURL,
}) => {
  const [admin, viewer] = [await as("admin"), await as("viewer")];
  const customer = await seedCustomer();
  await grantWithNote(admin, customer, "the outage");
  const { activity } = await (await admin.request.get(`/api/apps${customer.path}`)).json();
  const asked = { operationId: activity[0].id, app: "acme-ios", profileId: customer.profileId };
  const wire = openWire(viewer.request, baseURL ?? "");
  expect(await wire.act(idOf("checkOperation"), customer.path, asked)).toContain(customer.customerUserId);

  await admin.goto(`/activity/record?who=practice-vera&about=${customer.profileId}&action=profile.view`);
  const events = admin.getByRole("table", { name: "Events, newest first" });
  await expect(events.getByRole("row").filter({ hasText: "vera@practice.example" })).toHaveCount(1);
});

test("the only admin of a live console stays one, whatever is forged", async ({ live, page }) => {
  await createFirstAdmin(page, await live.setUpLink());
  const { get, act } = openWire(page.request, live.url);
  const id = await findId(await (await get("/team")).text(), firstAdmin.email);
  for (const role of ["viewer", "auditor"])
    expect(await act(idOf("changeAgentRole"), "/team", { id, seen: "admin", role })).toContain('"code":"fixed"');
  expect(await act(idOf("disableAgent"), "/team", { id })).toContain('"code":"fixed"');
  await page.goto(`${live.url}/team`);
  await expect(page.getByRole("button", { name: "Invite", exact: true })).toBeVisible();
});
