/** Grey lines that only appear when waiting takes longer than 300 ms. */
export function Skeleton({ lines = 3, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <div role="status" className="animate-late space-y-3 py-2">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => `${92 - ((line * 23) % 40)}%`).map((width) => (
        <div key={width} className="h-3 rounded-sm bg-hover" style={{ width }} />
      ))}
    </div>
  );
}
