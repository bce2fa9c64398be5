/** Moves the focus to the first thing marked wrong: its box, else the choice or button of its line. */
export function focusFirstError(form: HTMLElement | null) {
  const line = form?.querySelector("[data-invalid]");
  const target =
    line?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    line?.querySelector<HTMLElement>("input:checked, input, textarea, button");
  target?.focus();
}
