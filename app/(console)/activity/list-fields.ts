import type { Part } from "@/lib/access/parts";
import { profileLabels } from "@/lib/access/profile-labels";
import { showSigns } from "@/lib/access/words";
import type { Json } from "@/lib/audit/canonical";
import { isSaid, sayFact, sayPath } from "./record/say-fact";

export type Field = { name: string; said: Part[] };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const nameOf = (path: string) => profileLabels[path as keyof typeof profileLabels] ?? sayPath(path);

/** An attribute as an update sends it, `{ key, value }`. */
const isAttribute = (value: unknown): value is { key: string; value?: unknown } =>
  isObject(value) &&
  typeof value.key === "string" &&
  Object.keys(value).every((key) => key === "key" || key === "value");

/** What an update sets to nothing is cleared; elsewhere there was nothing to say. */
const sayValue = (value: unknown, path: string, cleared: boolean): Part[] =>
  cleared && !isSaid(value as Json) ? ["cleared"] : sayFact(value as Json, path);

function listOf(path: string, value: unknown, cleared: boolean): Field[] {
  if (isObject(value)) return Object.entries(value).flatMap(([key, held]) => listOf(`${path}.${key}`, held, cleared));
  if (!Array.isArray(value)) return [{ name: nameOf(path), said: sayValue(value, path, cleared) }];
  return value.flatMap((held, index) =>
    isAttribute(held)
      ? [{ name: `Attribute ${showSigns(held.key)}`, said: sayValue(held.value, "", cleared) }]
      : listOf(`${path}.${index + 1}`, held, cleared),
  );
}

/** What a request to Adapty asks for, field by field as the screens call them; of an edit, what is set to nothing is cleared. */
export const listFields = (request: unknown, isEdit: boolean): Field[] =>
  isObject(request) ? Object.entries(request).flatMap(([path, value]) => listOf(path, value, isEdit)) : [];
