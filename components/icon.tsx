export const iconNames = [
  "arrow-down",
  "arrow-right",
  "arrow-up",
  "check",
  "chevron-down",
  "chevron-right",
  "copy",
  "loader-circle",
  "menu",
  "monitor",
  "moon",
  "plus",
  "refresh-cw",
  "search",
  "sun",
  "x",
] as const;

export type IconName = (typeof iconNames)[number];

/** A decoration in the colour of the text around it: what it means, a label says. Drawn from the page's IconSprite. */
export function Icon({ name, className = "" }: { name: IconName; className?: string }) {
  return (
    <svg aria-hidden="true" className={`icon ${className}`}>
      <use href={`#icon-${name}`} />
    </svg>
  );
}
