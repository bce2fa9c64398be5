"use client";

import { whyFieldRefused } from "@/lib/auth/permissions";
import { HIDDEN, isMaskedField } from "@/lib/customers/masked";
import type { LastSet } from "@/lib/operations/activity";
import type { Reason } from "@/lib/settings/reasons";
import { RevealValue } from "../../../../reveal/reveal-value";
import { AttributesPart } from "./attributes-part";
import { bodyField, type ProfileField, personFields, placeFields, privacyFields } from "./fields";
import { findLast } from "./find-last";
import { InstallationPart, WhyPart } from "./folded-parts";
import { Group } from "./group";
import { ThreeWayField } from "./three-way-field";
import type { EditForm } from "./use-edit-form";

const groups: { title: string; fields: ProfileField[] }[] = [
  { title: "Person", fields: personFields },
  { title: "Location and store", fields: placeFields },
  { title: "Privacy", fields: privacyFields },
];

type EditStepProps = {
  form: EditForm;
  customer: { app: string; profileId: string };
  lastSet: LastSet;
  role: string;
  reasons: Reason[];
};

/** The first step: what is to change. */
export function EditStep({ form, customer, lastSet, role, reasons }: EditStepProps) {
  return (
    <>
      <p className="text-ink-soft">
        Adapty takes these fields but never reports them back: only what was set from here can be shown. What you leave
        stays as it is.
      </p>
      {groups.map(({ title, fields }) => (
        <Group key={title} title={title}>
          {fields.map((field) => (
            <ThreeWayField
              key={field.path}
              field={field}
              form={form}
              last={findLast(field, lastSet)}
              refused={whyFieldRefused(role, bodyField(field))}
              reveal={
                isMaskedField(field.path) &&
                lastSet[field.path]?.value === HIDDEN && (
                  <RevealValue masked={{ ...customer, field: field.path }} reasons={reasons} />
                )
              }
            />
          ))}
        </Group>
      ))}
      <AttributesPart form={form} />
      <div>
        <InstallationPart form={form} lastSet={lastSet} refused={whyFieldRefused(role, "installation_meta")} />
        <WhyPart form={form} />
      </div>
    </>
  );
}
