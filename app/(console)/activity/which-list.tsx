import { PageLink } from "@/components/page-link";

const lists = [
  ["/activity", "Operations"],
  ["/activity/record", "The record"],
  ["/activity/agents", "By agent"],
] as const;

/** From what was done to customers to all that is recorded, how much of it each agent did, and back. */
export function WhichList({ here }: { here: (typeof lists)[number][0] }) {
  return (
    <nav aria-label="Lists">
      <ul className="inline-grid auto-cols-auto grid-flow-col gap-0.5 rounded-md border border-line-strong/60 bg-sunken p-0.5">
        {lists.map(([href, label]) => (
          <li key={href} className="flex">
            <PageLink
              href={href}
              aria-current={href === here ? "page" : undefined}
              className="flex min-h-8 grow items-center justify-center rounded-sm border border-transparent px-2 text-ink-soft sm:px-3 hover:text-ink aria-[current]:border-line-strong/60 aria-[current]:bg-surface aria-[current]:font-medium aria-[current]:text-ink"
            >
              {label}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
