export type ButtonKind = "primary" | "plain" | "quiet" | "danger";
export type ButtonSize = "md" | "sm";

const kinds: Record<ButtonKind, string> = {
  primary: "border-transparent bg-accent text-on-accent not-aria-disabled:hover:bg-accent-strong",
  plain:
    "border-line-strong/60 bg-surface text-ink not-aria-disabled:hover:border-line-strong not-aria-disabled:hover:bg-hover",
  quiet: "border-transparent text-ink-soft not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-ink",
  danger: "border-transparent bg-danger text-on-danger not-aria-disabled:hover:bg-danger-strong",
};

const sizes: Record<ButtonSize, string> = { md: "min-h-9 px-3 py-1.5", sm: "min-h-7 px-2 py-0.5 text-sm" };

/** The look of a button, for a Link that should look like one. */
export function buttonClass(kind: ButtonKind = "plain", size: ButtonSize = "md") {
  return `relative inline-flex max-w-full items-center justify-center gap-2 rounded-md border text-center font-medium transition-colors ${kinds[kind]} ${sizes[size]}`;
}
