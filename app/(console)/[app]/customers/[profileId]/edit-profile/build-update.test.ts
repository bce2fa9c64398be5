import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { profileUpdateSchema } from "@/lib/adapty/profile-update";
import type { Held } from "./attribute-changes";
import { buildUpdate as buildUpdateAt, placeError } from "./build-update";
import { type Draft, emptyDraft, setEdit, setValue } from "./draft";
import { allFields, type FieldPath, installationFields } from "./fields";

const NOW = Date.parse("2026-11-22T18:00:00Z");
const buildUpdate = (draft: Draft, held: Held) => buildUpdateAt(draft, held, NOW);
const none: Held = { attributes: [], count: 0 };
const holding = (values: [string, string | number][]): Held => ({
  attributes: values.map(([key, value]) => ({ key, value })),
  count: values.length,
});
const draftOf = (part: Partial<Draft>): Draft => ({ ...emptyDraft, ...part });
const plain = allFields.filter(({ path }) => !path.includes("."));

const valid: Record<string, string> = {
  email: "m@new.example",
  birthday: "1990-12-31",
  gender: "f",
  ip_country: "fr",
  store_country: "US",
  ip_v4_address: "203.0.113.7",
  store: "app_store",
  store_account_token: "7c1e6a3c-9d54-4a0e-8f4b-0f6f5f9f2b11",
  att_status: "3",
  analytics_disabled: "false",
};
const choices = fc
  .uniqueArray(fc.constantFrom(...plain), { selector: ({ path }) => path })
  .chain((fields) =>
    fc.tuple(
      fc.constant(fields),
      fc.array(fc.constantFrom("set", "clear"), { minLength: fields.length, maxLength: fields.length }),
    ),
  );

describe("fields that Adapty never returns", () => {
  it("sends nothing when nothing was touched, whatever Adapty holds", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Za-z0-9._-]{1,30}$/), fc.string()), (held) => {
        const { body, changeCount } = buildUpdate(emptyDraft, holding(Object.entries(held)));
        expect(body).toEqual({});
        expect(changeCount).toBe(0);
      }),
    );
  });

  it("sends exactly the touched fields, null for each cleared one", () => {
    fc.assert(
      fc.property(choices, ([fields, ways]) => {
        const wanted = fields.map(({ path, fixed }, at) => [path, fixed || ways[at] === "set"] as const);
        const values = wanted.map(([path, set]) => [path, set ? (valid[path] ?? "Anna") : null]);
        const { body, changeCount } = buildUpdate(draftOf({ values: Object.fromEntries(values) }), none);
        expect(changeCount).toBe(fields.length);
        expect(Object.keys(body ?? {}).sort()).toEqual(fields.map(({ path }) => path).sort());
        for (const [path, set] of wanted) expect(body?.[path as "email"] === null).toBe(!set);
      }),
    );
  });

  it("refuses to clear what Adapty cannot clear", () => {
    const { body, issues } = buildUpdate(draftOf({ values: { ip_country: null } }), none);
    expect(body).toBeNull();
    expect(issues.map(({ field }) => field)).toEqual(["ip_country"]);
  });

  it.each(allFields.map(({ path }) => path))("never sends %s as an empty box", (path: FieldPath) => {
    for (const blank of ["", " ", "\t\n"]) {
      const draft = draftOf({ values: { [path]: blank, phone_number: "1" }, installationOpen: true });
      const blankPath = path === "phone_number" ? setValue(draft, path, blank) : draft;
      const { body, issues } = buildUpdate(blankPath, none);
      expect(body).toBeNull();
      expect(issues.find(({ field }) => field === path)?.message).toMatch(
        /^(Type|Choose) a value, or choose (Clear|Leave)\.$/,
      );
    }
  });

  it("forgets a field that was set back to leave", () => {
    const draft = setValue(setValue(emptyDraft, "email", "m@new.example"), "email", undefined);
    expect(buildUpdate(draft, none)).toMatchObject({ body: {}, changeCount: 0 });
  });

  it("turns words and capitals into Adapty's values", () => {
    const { body } = buildUpdate(
      draftOf({ values: { att_status: "0", analytics_disabled: "true", ip_country: " fr ", first_name: " Anna " } }),
      none,
    );
    expect(body).toEqual({ att_status: 0, analytics_disabled: true, ip_country: "FR", first_name: "Anna" });
  });

  it("says beside the field what the contract refuses", () => {
    const { issues } = buildUpdate(
      draftOf({ values: { email: "nobody", birthday: "1990-02-31", ip_v4_address: "::1", store_country: "FRA" } }),
      none,
    );
    expect(issues.map(({ field }) => field).sort()).toEqual(["birthday", "email", "ip_v4_address", "store_country"]);
  });

  it("says beside the birthday that it is still to come", () => {
    const { body, issues } = buildUpdate(draftOf({ values: { birthday: "2030-01-01" } }), none);
    expect(body).toBeNull();
    expect(issues).toEqual([{ field: "birthday", message: "A birthday is not in the future." }]);
  });

  it("keeps the why out of the body, and judges it", () => {
    const draft = draftOf({ values: { first_name: "Anna" }, note: "Asked by mail", ticket: "8812" });
    const built = buildUpdate(draft, none);
    expect(built.body).toEqual({ first_name: "Anna" });
    expect(built.why).toEqual({ note: "Asked by mail", ticket: "8812" });
    expect(buildUpdate({ ...draft, note: "n".repeat(1001) }, none)).toMatchObject({
      body: null,
      issues: [{ field: "note" }],
    });
  });
});

describe("the installation", () => {
  const values = { "installation_meta.os": "18.1", "installation_meta.locale": null };

  it("sends nothing of it while it is folded away", () => {
    expect(buildUpdate(draftOf({ values }), none)).toMatchObject({ body: {}, changeCount: 0, issues: [] });
  });

  it("asks for the device id as soon as anything is filled, and never makes one up", () => {
    const open = draftOf({ values, installationOpen: true });
    const { body, issues } = buildUpdate(open, none);
    expect(body).toBeNull();
    expect(issues).toEqual([{ field: "installation_meta.device_id", message: "Required." }]);
    expect(buildUpdate(setValue(open, "installation_meta.device_id", "device-1"), none).body).toEqual({
      installation_meta: { device_id: "device-1", os: "18.1", locale: null },
    });
  });

  it("knows each of its fields", () => {
    const all = installationFields.map(({ path }) => [path, path.endsWith("platform") ? "iOS" : "x"]);
    const { body } = buildUpdate(draftOf({ values: Object.fromEntries(all), installationOpen: true }), none);
    expect(Object.keys(body?.installation_meta ?? {})).toHaveLength(
      Object.keys(profileUpdateSchema.shape.installation_meta.unwrap().shape).length,
    );
  });
});

describe("an error's place", () => {
  it("is the line of the form that the entry was built from", () => {
    const held = holding([
      ["plan", "silver"],
      ["tier", 2],
    ]);
    const draft = setEdit(draftOf({ added: [{ id: "new:1", key: "note", value: "x", kind: "text" }] }), {
      key: "tier",
      value: "3",
      kind: "number",
      removed: false,
    });
    const { rows, body } = buildUpdate(draft, held);
    expect(body?.custom_attributes).toEqual([
      { key: "tier", value: 3 },
      { key: "note", value: "x" },
    ]);
    expect(placeError("custom_attributes.0.value", rows)).toBe("held:tier.value");
    expect(placeError("custom_attributes.1.key", rows)).toBe("new:1.key");
    expect(placeError("custom_attributes.1", rows)).toBe("new:1.value");
    expect(placeError("custom_attributes.7.key", rows)).toBe("custom_attributes.7.key");
    expect(placeError("installation_meta.device_id", rows)).toBe("installation_meta.device_id");
  });
});
