/** Goes to the field of this name, opening what it is folded away in. */
export function focusField(form: HTMLElement | null, name: string) {
  const field = form?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
  const details = field?.closest("details");
  if (details) details.open = true;
  field?.focus();
}
