import { expect, test } from "vitest";
import { bodySchemas } from "./input";

const update = bodySchemas["profile.update"];
const refusedFields = (body: unknown) => update.safeParse(body).error?.issues.map((issue) => issue.path.join("."));

test("an empty text never reaches Adapty as an edit, wherever it stands", () => {
  expect(refusedFields({ first_name: "" })).toEqual(["first_name"]);
  expect(refusedFields({ installation_meta: { device_id: "d", locale: "" } })).toEqual(["installation_meta.locale"]);
});

test("null clears, an attribute's empty value deletes it, and a real value passes", () => {
  const body = { first_name: null, last_name: "Doe", custom_attributes: [{ key: "plan", value: "" }] };
  expect(update.parse(body)).toEqual(body);
});
