"use client";

import type { LastSet } from "@/lib/operations/activity";
import { AttributesPart } from "./attributes-part";
import { type ProfileField, personFields, placeFields, privacyFields } from "./fields";
import { InstallationPart, WhyPart } from "./folded-parts";
import { Group } from "./group";
import { findLast } from "./known-value";
import { ThreeWayField } from "./three-way-field";
import type { EditForm } from "./use-edit-form";

const groups: { title: string; fields: ProfileField[] }[] = [
  { title: "Person", fields: personFields },
  { title: "Location and store", fields: placeFields },
  { title: "Privacy", fields: privacyFields },
];

/** The first step: what is to change. */
export function EditStep({ form, lastSet }: { form: EditForm; lastSet: LastSet }) {
  return (
    <>
      <p className="text-ink-soft">
        Adapty takes these fields but never reports them back: only what was set from here can be shown. What you leave
        stays as it is.
      </p>
      {groups.map(({ title, fields }) => (
        <Group key={title} title={title}>
          {fields.map((field) => (
            <ThreeWayField key={field.path} field={field} form={form} last={findLast(field, lastSet)} />
          ))}
        </Group>
      ))}
      <AttributesPart form={form} />
      <div>
        <InstallationPart form={form} lastSet={lastSet} />
        <WhyPart form={form} />
      </div>
    </>
  );
}
