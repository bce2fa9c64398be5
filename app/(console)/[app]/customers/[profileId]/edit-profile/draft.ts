import type { FieldPath } from "./fields";

export type ValueKind = "text" | "number";

/** What the agent does to an attribute that exists; `value` is the text in the box. */
export type AttributeEdit = { key: string; value: string; kind: ValueKind; removed: boolean };
export type NewAttribute = { id: string; key: string; value: string; kind: ValueKind };

/**
 * Only what the agent did, never a copy of the customer: it is laid over the newest answer of Adapty. `values` mirrors the
 * request body: absent leaves a field as it is, null clears it, a text sets it.
 */
export type Draft = {
  values: { readonly [Path in FieldPath]?: string | null | undefined };
  edits: readonly AttributeEdit[];
  added: readonly NewAttribute[];
  /** Nothing of the installation is sent while it is folded away. */
  installationOpen: boolean;
  note: string;
  ticket: string;
};

export const emptyDraft: Draft = {
  values: {},
  edits: [],
  added: [],
  installationOpen: false,
  note: "",
  ticket: "",
};

export const setValue = (draft: Draft, path: FieldPath, value: string | null | undefined): Draft => ({
  ...draft,
  values: { ...draft.values, [path]: value },
});

export const setEdit = (draft: Draft, edit: AttributeEdit): Draft => ({
  ...draft,
  edits: [...draft.edits.filter(({ key }) => key !== edit.key), edit],
});

export const dropEdit = (draft: Draft, key: string): Draft => ({
  ...draft,
  edits: draft.edits.filter((edit) => edit.key !== key),
});

export const addAttribute = (draft: Draft): Draft => {
  const id = `new:${1 + Math.max(0, ...draft.added.map((one) => Number(one.id.slice(4))))}`;
  return { ...draft, added: [...draft.added, { id, key: "", value: "", kind: "text" }] };
};

export const setAdded = (draft: Draft, row: NewAttribute): Draft => ({
  ...draft,
  added: draft.added.map((one) => (one.id === row.id ? row : one)),
});

export const dropAdded = (draft: Draft, id: string): Draft => ({
  ...draft,
  added: draft.added.filter((one) => one.id !== id),
});

export const isBlank = ({ key, value }: NewAttribute) => key === "" && value === "";
