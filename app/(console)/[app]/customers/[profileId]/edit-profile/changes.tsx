import type { Change } from "@/components/now-after";
import type { CustomAttribute } from "@/lib/adapty/profile";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import { HIDDEN } from "@/lib/customers/masked";
import type { LastSet } from "@/lib/operations/activity";
import { allFields, isInstallation, type ProfileField } from "./fields";
import { findLast, type LastValue } from "./find-last";
import { sayAttribute, sayValue } from "./say-value";

function Unreported({ field, last }: { field: ProfileField; last: LastValue | undefined }) {
  if (!last) return "not reported by Adapty";
  const { value, confirmed } = last;
  return (
    <>
      not reported by Adapty ({confirmed ? "last set here" : "last sent from here, not confirmed"}:{" "}
      {value === null ? "cleared" : value === HIDDEN ? "masked" : <bdi>{sayValue(field, value)}</bdi>})
    </>
  );
}

const valueIn = (body: ProfileUpdate, { path }: ProfileField): unknown => {
  const source: object | undefined = isInstallation(path) ? body.installation_meta : body;
  return source && new Map(Object.entries(source)).get(path.replace("installation_meta.", ""));
};

const toChange = (field: ProfileField, value: unknown, last: LastValue | undefined): Change => ({
  what: field.label,
  now: <Unreported field={field} last={last} />,
  after: value === null ? "cleared" : value === HIDDEN ? "masked" : <bdi>{sayValue(field, value)}</bdi>,
});

/** Every change that the body makes, as now -> after in words. `attributes` are what Adapty holds. */
export function toChanges(body: ProfileUpdate, attributes: CustomAttribute[] | undefined, lastSet: LastSet): Change[] {
  const fields = allFields.flatMap((field): Change[] => {
    const value = valueIn(body, field);
    if (value === undefined) return [];
    return [toChange(field, value, findLast(field, lastSet))];
  });
  const held = new Map((attributes ?? []).map((attribute) => [attribute.key, attribute.value]));
  const missing = attributes ? "not set" : "not provided by Adapty";
  const changed = (body.custom_attributes ?? []).map(
    ({ key, value }): Change => ({
      what: `Attribute ${key}`,
      now: held.has(key) ? <bdi>{sayAttribute(held.get(key))}</bdi> : missing,
      after: value === "" || value === null ? "deleted" : <bdi>{sayAttribute(value)}</bdi>,
    }),
  );
  return [...fields, ...changed];
}
