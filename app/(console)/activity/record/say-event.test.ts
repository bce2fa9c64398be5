import fc from "fast-check";
import { expect, test } from "vitest";
import { auditOutcomes } from "@/lib/audit/event";
import type { ShownEvent } from "@/lib/audit/open-event";
import { actions, pages, routes } from "@/lib/auth/endpoints";
import { hidePersonal } from "@/lib/customers/hide-fields";
import { knownActions, nameEvent } from "./name-event";
import { sayEvent } from "./say-event";
import { sayFact, sayPath } from "./say-fact";

const event: ShownEvent = {
  seq: 1,
  id: "1",
  at: "2026-03-14T09:30:00.000Z",
  actor: { id: "a", role: "admin", email: null },
  action: "profile.view",
  app: null,
  target: null,
  reason: null,
  changes: null,
  outcome: "allowed",
  detail: {},
  personal: {},
  erasedBy: { actor: null, subject: null },
  requestId: null,
  operationId: null,
  hash: "",
  previousHash: "",
};
const say = (held: Partial<ShownEvent>) => sayEvent({ ...event, ...held });

test("an action is named as done once it was, before that as what was to be done", () => {
  expect(nameEvent("comp.grant", "applied")).toBe("Granted a comp");
  expect(nameEvent("comp.grant", "unknown")).toBe("Grant a comp");
  expect(nameEvent("account.sign_in", "denied")).toBe("Sign in");
  expect(nameEvent("customer.read", "denied")).toBe("See customers");
  expect(nameEvent("never.heard_of", "done")).toBe("never.heard_of");
});

test("whatever a page, a route or an action asks for can be asked for in the filter", () => {
  const asked = [...Object.values(pages), ...Object.values(routes), ...Object.values(actions)];
  expect(knownActions).toEqual(expect.arrayContaining([...new Set(asked)].filter((name) => name !== "anybody")));
});

test("what was asked for reads as on the page of operations, of an edit the fields alone", () => {
  const asked = { access_level_id: "premium", expires_at: "2026-04-01T00:00:00Z" };
  expect(say({ action: "access.grant", outcome: "attempted", detail: { asked } })).toEqual([
    "Premium",
    " until ",
    { instant: Date.parse("2026-04-01T00:00:00Z") },
  ]);
  const fields = {
    action: "profile.update",
    outcome: "attempted",
    detail: { asked: ["email", "ip_country"] },
  } as const;
  expect(say(fields)).toEqual(["e-mail, IP country"]);
});

test("a change of role, a refusal and an export are sentences", () => {
  const changes = { before: { role: "agent" }, after: { role: "lead" } };
  expect(say({ action: "account.change_role", outcome: "done", changes })).toEqual(["From agent to lead"]);
  expect(say({ outcome: "denied", detail: { code: "forbidden" } })).toEqual(["Their role may not."]);
  expect(say({ action: "settings.update", outcome: "held", detail: { code: "confirm_first" } })).toEqual([
    "They had not shown in the last minutes that it is them.",
  ]);
  const detail = { format: "csv", events: 1, filter: { action: "x" } };
  expect(say({ action: "audit.export", outcome: "done", detail })).toEqual(["1 event as CSV, filtered"]);
});

test("why a request was set aside is told in words", () => {
  const detail = { operation: "access.grant", code: "requester_may_not" };
  expect(say({ action: "approval.set_aside", outcome: "done", detail })).toEqual([
    "Grant access, who asked may not do it any more",
  ]);
});

test("facts are named and told in words, dates as dates, and signs that hide something are spelled out", () => {
  expect(sayPath("access_levels.no-ads.expires_at")).toBe("No ads: expires at");
  expect(sayPath("access_levels.v2.gold.store")).toBe("V2.gold: store");
  expect(sayPath("custom_attributes.is_vip")).toBe("is_vip");
  expect(sayPath("disabled_at")).toBe("Disabled at");
  expect(sayFact(null)).toEqual(["none"]);
  expect(sayFact(false)).toEqual(["no"]);
  expect(sayFact("read_back", "by")).toEqual(["reading the customer back"]);
  expect(sayFact("2026-03-14T09:30:00.000Z")).toEqual([{ instant: Date.parse("2026-03-14T09:30:00.000Z") }]);
  expect(sayFact("a\u202eb")).toEqual(["a\\u202eb"]);
});

test("whatever facts somebody put into an event, the console still says what it can", () => {
  const facts = fc.dictionary(
    fc.constantFrom("asked", "code", "operation", "request", "changes", "message", "x"),
    fc.jsonValue(),
  );
  const sides = fc.record({ before: facts, after: facts });
  fc.assert(
    fc.property(
      fc.constantFrom(...knownActions),
      fc.constantFrom(...auditOutcomes, null),
      fc.record({ detail: facts, personal: facts, changes: fc.option(sides) }) as fc.Arbitrary<Partial<ShownEvent>>,
      (action, outcome, held) => {
        const personal = hidePersonal(action, held.personal ?? {}, "auditor");
        say({ ...held, action, outcome, personal });
        for (const [path, value] of Object.entries({ ...held.detail, ...personal })) sayFact(value, path);
      },
    ),
    { numRuns: 300 },
  );
});

test("what the console gave up before it was sent is told in its own words, not as an answer of Adapty", () => {
  const givenUp = {
    action: "comp.grant",
    outcome: "not_applied",
    detail: { attempt: 0, code: "customer_busy" },
  } as const;
  expect(say(givenUp)).toEqual(["Another change to this customer was on its way."]);
  // So being turned away was recorded before it was an outcome of its own.
  expect(say({ ...givenUp, detail: { attempt: 0, code: "over_limit" } })).toEqual(["Over the limit of their role."]);
  expect(say({ ...givenUp, detail: { attempt: 1, code: "rate_limited" } })).toEqual(["Adapty's code: rate limited"]);
});
