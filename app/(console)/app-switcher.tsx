"use client";

import { usePathname, useRouter } from "next/navigation";
import { useApp } from "./app-choice";

/** A customer belongs to one app: choosing another one on a customer's page leads back to the search. */
export function AppSwitcher() {
  const { apps, app, choose } = useApp();
  const router = useRouter();
  const path = usePathname();
  if (apps.length === 1) return <span className="text-ink-soft">{app.name}</span>;
  return (
    <select
      aria-label="App"
      value={app.id}
      onChange={(event) => {
        choose(event.target.value);
        if (path.startsWith(`/${app.id}/`)) router.push("/");
      }}
      className="h-9 rounded-md border border-line-strong bg-surface px-2.5 font-medium"
    >
      {apps.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
