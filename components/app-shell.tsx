import type { ReactNode } from "react";
import { BrandMark } from "./brand-mark";
import { Icon } from "./icon";
import { PageLink } from "./page-link";
import { RailLink } from "./rail-link";
import { ThemeSwitch } from "./theme-switch";

export type RailEntry = { href: string; label: string; under?: string[]; badge?: ReactNode };

type AppShellProps = {
  entries: RailEntry[];
  agent: { email: string; role: string };
  /** What is an agent's own: their account above all. */
  own: RailEntry[];
  /** Told above every page. */
  strips?: ReactNode;
  /** A form action, or where the sign-out form posts to. */
  signOut: string | (() => Promise<void>);
  search?: ReactNode;
  appSwitcher?: ReactNode;
  /** What every page must say of where it is; `more` is left to who hears it on a narrow screen. */
  place?: { tone: "info" | "warning"; says: string; more?: string } | undefined;
  children: ReactNode;
};

/** Rail, top bar and the page. Under 900 px the rail opens from the top bar as a popover, without any script. */
export function AppShell({
  entries,
  agent,
  own,
  strips,
  signOut,
  search,
  appSwitcher,
  place,
  children,
}: AppShellProps) {
  const host = agent.email.lastIndexOf("@") + 1;
  return (
    <div className="min-h-dvh rail:grid rail:grid-cols-[12.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="fixed top-2 left-2 z-30 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to the page
      </a>
      <aside
        id="rail"
        aria-label="Console"
        popover="auto"
        className="inset-auto top-0 left-0 m-0 h-dvh w-60 flex-col gap-6 overflow-y-auto border-r border-line bg-sunken p-3 text-ink shadow-float open:flex rail:sticky rail:flex rail:w-auto rail:shadow-none"
      >
        <PageLink href="/" className="flex items-center gap-2.5 rounded-md px-2 py-1.5 font-semibold">
          <BrandMark />
          Support console
        </PageLink>
        <nav aria-label="Main" className="grow">
          <ul className="space-y-0.5">
            {entries.map(({ href, label, under, badge }) => (
              <li key={href}>
                <RailLink href={href} under={under}>
                  {label}
                  {badge}
                </RailLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="space-y-2 border-t border-line px-2 pt-3">
          <p className="break-words">
            <bdi>
              {agent.email.slice(0, host)}
              <wbr />
              {agent.email.slice(host)}
            </bdi>
          </p>
          <div className="flex items-center justify-between text-sm text-ink-soft">
            <span>
              <span className="inline-block first-letter:uppercase">{agent.role}</span>
              <span aria-hidden="true"> · </span>
              <form action={signOut} method={typeof signOut === "string" ? "post" : undefined} className="inline">
                <button type="submit" className="link min-h-6 text-ink-soft">
                  Sign out
                </button>
              </form>
            </span>
          </div>
          <div className="-mx-2">
            {own.map(({ href, label }) => (
              <RailLink key={href} href={href}>
                {label}
              </RailLink>
            ))}
          </div>
          <div className="-ml-1.5">
            <ThemeSwitch />
          </div>
        </div>
      </aside>
      <div className="min-w-0">
        <header className="sticky top-0 z-20 flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-canvas/95 px-4 py-2.5 backdrop-blur-sm sm:px-7">
          <button
            type="button"
            popoverTarget="rail"
            aria-label="Menu"
            className="inline-flex size-9 items-center justify-center rounded-md text-ink-soft hover:bg-hover rail:hidden"
          >
            <Icon name="menu" className="size-5" />
          </button>
          {search && <div className="order-last w-full sm:order-none sm:w-auto sm:max-w-130 sm:grow">{search}</div>}
          <div className="ml-auto flex min-w-0 items-center gap-3">
            {place && (
              <span
                data-tone={place.tone}
                className="min-w-0 break-words rounded-sm bg-tone-soft px-2 py-1 text-sm text-tone"
              >
                {place.says}
                {place.more && <span className="max-sm:sr-only">{place.more}</span>}
              </span>
            )}
            {appSwitcher}
          </div>
        </header>
        {strips}
        <main id="main" tabIndex={-1} className="max-w-440 px-4 pt-7 pb-16 outline-none sm:px-7">
          {children}
        </main>
      </div>
    </div>
  );
}
