"use client";

import { useState } from "react";
import { useClock } from "@/components/clock";
import type { FieldError } from "@/lib/adapty/errors";
import type { Held, Issue } from "./attribute-changes";
import { buildUpdate, placeError } from "./build-update";
import { type Draft, emptyDraft } from "./draft";
import { allFields } from "./fields";

const belongsTo = (field: string) => (issue: Issue) => issue.field === field || issue.field.startsWith(`${field}.`);

const named = new Set<string>([
  ...allFields.map(({ path }) => path),
  "installation_meta",
  "custom_attributes",
  "note",
  "ticket",
]);

export type EditForm = ReturnType<typeof useEditForm>;

/**
 * The form's state: what the agent did, the body it comes to, and what is wrong with it. An error shows once its field was
 * left or sending was tried; what the server refused shows until that field changes.
 */
export function useEditForm(held: Held) {
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [showAll, setShowAll] = useState(false);
  const [refused, setRefused] = useState<Issue[]>([]);
  const built = buildUpdate(draft, held, useClock().now);

  return {
    draft,
    built,
    held,
    /** `field` is what changes: its refusal by the server is no longer true of it. */
    change: (field: string, next: Draft) => {
      setDraft(next);
      setRefused((now) => now.filter((issue) => !belongsTo(field)(issue)));
    },
    touch: (field: string) => setTouched((now) => new Set(now).add(field)),
    showAll: () => setShowAll(true),
    errorOf: (field: string): string | undefined => {
      const shown = showAll || touched.has(field) ? [...refused, ...built.issues] : refused;
      return shown.find((issue) => issue.field === field)?.message;
    },
    /** Puts errors that came back beside the lines they were built from; answers those that fit none. */
    refuse: (errors: FieldError[] | undefined, rows: string[]): { placed: number; leftOver: string[] } => {
      const issues = (errors ?? []).map(({ field, message }) => ({ field: placeError(field ?? "", rows), message }));
      const fits = ({ field }: Issue) => named.has(field) || rows.some((row) => field.startsWith(`${row}.`));
      const placed = issues.filter(fits);
      setRefused(placed);
      if (placed.some(({ field }) => field.startsWith("installation_meta"))) {
        setDraft((now) => ({ ...now, installationOpen: true }));
      }
      return { placed: placed.length, leftOver: issues.filter((issue) => !fits(issue)).map(({ message }) => message) };
    },
  };
}
