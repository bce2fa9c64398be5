import { expect, test } from "vitest";
import type { Role } from "@/lib/auth/permissions";
import type { Fault } from "@/lib/emulator/faults";
import { callOf } from "@/lib/operations/bodies.fixture";
import {
  agentOf,
  fillForm,
  findOperation,
  lead,
  newCustomer,
  openWorld,
  passTime,
  plan,
  QUIET_MS,
  recheckOperation,
  writeOperation,
} from "@/lib/operations/world.fixture";

const { env } = await import("@/lib/env");
const { hideAnswer } = await import("./hide-fields");
const { readCustomerPage } = await import("./customer-page");
const app = env.apps[0] as (typeof env.apps)[number];

async function seeAs(role: Role, profileId: string) {
  const read = await readCustomerPage(app, profileId, agentOf(role));
  if (!read.ok) throw new Error(read.error.message);
  return read.page;
}

test("personal data that was set from here is nowhere in what anybody is sent, and that it was set is", async () => {
  await openWorld();
  const customer = await newCustomer();
  const body = { email: "zoe.private@example.com", birthday: "1990-12-31", phone_number: null, first_name: "Zoë" };
  const input = await fillForm("profile.update", customer, { body });
  expect(await writeOperation("profile.update", agentOf("agent"), input)).toMatchObject({ ok: true });

  const page = await seeAs("viewer", customer.profileId);
  expect(JSON.stringify(page)).not.toMatch(/zoe\.private|1990-12-31/);
  expect(page.lastSet).toMatchObject({
    email: { value: "••••", confirmed: true, by: "agent@example.com" },
    birthday: { value: "••••" },
    phone_number: { value: null },
    first_name: { value: "Zoë" },
  });
  expect(page.activity).toMatchObject([
    { name: "profile.update", said: ["first name, e-mail, phone number, birthday"] },
  ]);

  for (const role of ["agent", "lead", "admin"] as const) {
    const seen = await seeAs(role, customer.profileId);
    expect(JSON.stringify(seen)).not.toMatch(/zoe\.private|1990-12-31/);
    expect(seen.lastSet).toMatchObject({ email: { value: "••••" }, first_name: { value: "Zoë" } });
  }
});

test("what Adapty says of an e-mail is told to who typed it alone, also while the outcome is open", async () => {
  await openWorld();
  const customer = await newCustomer();
  const input = await fillForm("profile.update", customer, { body: { email: "zoe.private@example.com" } });
  const match = callOf["profile.update"];
  await plan({ mode: "reset", when: "after", match } as Fault);
  await writeOperation("profile.update", lead, input);
  passTime(QUIET_MS + 1000);
  const errors = [{ source: "email", errors: ["zoe.private@example.com is taken"] }];
  const body = { errors, error_code: "email_taken", status_code: 400 };
  await plan({ mode: "status", status: 400, when: "before", body, match } as Fault);
  await writeOperation("profile.update", lead, input);

  const row = await findOperation(input.target.operationId);
  const checked = await recheckOperation(input.target.operationId, { customer });
  if (checked.ok) throw new Error("It was to stay unknown.");
  expect(row?.state).toBe("unknown");
  for (const role of ["viewer", "auditor", "agent", "lead", "admin"] as const) {
    const page = await seeAs(role, customer.profileId);
    expect(page.activity[0]?.message).toMatch(/^It is still not known .* Adapty refused it\. Its answer may repeat/);
    const answer = hideAnswer(checked.error, row, agentOf(role, "somebody-else"));
    expect(answer).toMatchObject({ outcome: "unknown", code: "email_taken" });
    expect(JSON.stringify([page, answer])).not.toContain("zoe.private");
  }
  const own = hideAnswer(checked.error, row, lead);
  expect(own).toMatchObject({ fields: [{ field: "email", message: "zoe.private@example.com is taken" }] });
});
