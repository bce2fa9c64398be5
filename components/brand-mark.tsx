/** Two lines of a record and one live point: the mark, also in public/favicon.svg. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 24 24" className="size-6 shrink-0" aria-hidden="true">
      <rect width="24" height="24" rx="6" className="fill-accent" />
      <g className="stroke-on-accent" strokeWidth="2.2" strokeLinecap="round" fill="none">
        <path d="M6 8.5h7.5M6 12h12" opacity=".6" />
        <path d="M6 15.5h4" />
      </g>
      <circle cx="15.6" cy="15.5" r="2.4" className="fill-on-accent" />
    </svg>
  );
}
