import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { day, startTestEmulator } from "./client.fixture";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
let count = 0;
let customer: ReturnType<(typeof emulator)["as"]>;

beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  count += 1;
  customer = emulator.as(`guest-${count}`);
  await customer.create();
});

const premium = (dates: Record<string, unknown> = {}) => ({ access_level_id: "premium", ...dates });

describe("refused with Adapty's own words", () => {
  const refusal = (code: string, source: string | null, message: string) => ({
    errors: [{ source, errors: [message] }],
    error_code: code,
    status_code: 400,
  });

  test.each(["grant", "revoke"] as const)("%s of a level that does not exist", async (call) => {
    const answer = await customer[call]({ access_level_id: "gold" });
    expect(answer.body).toEqual(
      refusal("paid_access_level_does_not_exist", "non_field_errors", "Paid access level `gold` does not exist"),
    );
  });

  test("revoke of a level that the profile lacks", async () => {
    const { profile_id } = (await customer.get()).body.data;
    expect((await customer.revoke(premium())).body).toEqual(
      refusal(
        "profile_paid_access_level_does_not_exist",
        "non_field_errors",
        `Profile \`${profile_id}\` has no \`premium\` access level`,
      ),
    );
  });

  test("revoke after the end", async () => {
    await customer.grant(premium({ expires_at: "2028-08-29T09:33:42Z" }));
    expect((await customer.revoke(premium({ revoke_at: "2029-08-29T09:33:42Z" }))).body).toEqual(
      refusal(
        "revocation_date_more_than_expiration_date",
        "revoke_at",
        "Revocation date (2029-08-29 09:33:42+00:00) is more than current expiration date (2028-08-29 09:33:42+00:00)",
      ),
    );
  });

  test("revoke in the past", async () => {
    await customer.grant(premium());
    expect((await customer.revoke(premium({ revoke_at: day(-1) }))).body).toEqual(
      refusal("value_error", null, "Must be greater than the current time or null"),
    );
  });

  test.each(["grant", "revoke"] as const)("%s without a level", async (call) => {
    expect((await customer[call]({})).body).toEqual(refusal("missing", "access_level_id", "field required"));
  });

  test("grant with a date that is none", async () => {
    expect((await customer.grant(premium({ expires_at: "2026-02-30T00:00:00Z" }))).body).toEqual(
      refusal("datetime", "expires_at", "invalid datetime format"),
    );
  });
});
