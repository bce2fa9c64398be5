import type { ReactNode } from "react";
import { PageLink } from "./page-link";

type Crumb = { href: string; label: string };
type PageHeaderProps = {
  title: ReactNode;
  /** From the outermost page to the one above this. */
  crumbs?: Crumb[];
  /** One small line under the title: ids, "as of". */
  facts?: ReactNode;
  actions?: ReactNode;
};

export function PageHeader({ title, crumbs, facts, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4 pb-6 wide:flex-nowrap">
      <div className="min-w-0 space-y-1">
        {crumbs && (
          <nav aria-label="Breadcrumb">
            <ol className="flex flex-wrap gap-x-2 text-sm text-ink-soft">
              {crumbs.map((crumb, depth) => (
                <li key={crumb.href} className="flex gap-x-2">
                  {depth > 0 && <span aria-hidden="true">/</span>}
                  <PageLink href={crumb.href} className="hover:text-ink hover:underline">
                    {crumb.label}
                  </PageLink>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1 className="break-words text-lg">
          <bdi>{title}</bdi>
        </h1>
        {facts && <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-soft">{facts}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2 wide:shrink-0">{actions}</div>}
    </header>
  );
}
