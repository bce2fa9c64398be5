import type { LastSet } from "@/lib/operations/activity";
import { isInstallation, type ProfileField } from "./fields";

export type LastValue = LastSet[string];

/** What was last sent from here for this field; undefined when never, or when Adapty refused it. */
export function findLast(field: ProfileField, lastSet: LastSet): LastValue | undefined {
  if (!isInstallation(field.path)) return lastSet[field.path];
  const device = lastSet.installation_meta;
  const name = field.path.slice("installation_meta.".length);
  const values = device?.value as Record<string, unknown> | null | undefined;
  return device && values && Object.hasOwn(values, name) ? { ...device, value: values[name] } : undefined;
}
