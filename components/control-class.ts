/** The look that text boxes, areas and selects share; a wrong value turns the border and nothing else. */
export const controlClass =
  "block w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 py-1.5 text-ink transition-colors hover:border-ink-faint focus-visible:border-transparent focus-visible:outline-offset-[-1px] aria-invalid:border-danger disabled:border-line disabled:bg-sunken disabled:text-ink-soft read-only:bg-sunken";
