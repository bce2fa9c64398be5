"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type DefaultValues, type FieldValues, type Path, type UseFormReturn, useForm } from "react-hook-form";
import type { z } from "zod";
import type { FieldError } from "@/lib/adapty/errors";

/** A form that judges itself, as the agent types, by the very schema that the server action parses with. */
export function useActionForm<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
  defaultValues: DefaultValues<Input>,
  { shouldFocusError = true } = {},
) {
  return useForm<Input, unknown, Output>({
    resolver: zodResolver(schema),
    defaultValues,
    mode: "onTouched",
    shouldFocusError,
  });
}

/**
 * Puts errors that came back (Adapty's or ours) beside the fields they name and moves the focus to the first.
 * Answers those that no field of the form can show.
 */
export function showFieldErrors<Input extends FieldValues, Output>(
  form: UseFormReturn<Input, unknown, Output>,
  errors: FieldError[] | undefined,
  hasField: (field: string) => boolean,
): FieldError[] {
  const placed = (errors ?? []).filter(({ field }) => field !== null && hasField(field));
  placed.forEach(({ field, message }, index) => {
    form.setError(field as Path<Input>, { type: "server", message }, { shouldFocus: index === 0 });
  });
  return (errors ?? []).filter((error) => !placed.includes(error));
}
