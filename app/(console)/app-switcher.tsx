"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useParams, usePathname, useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { customerQuery } from "./[app]/customers/[profileId]/customer-query";
import { useApp } from "./app-choice";
import { lookUp } from "./look-up";

/** On a customer's page choosing another app looks the same customer user id up there; Find says when nobody has it. */
export function AppSwitcher() {
  const { apps, app, choose, hand } = useApp();
  const router = useRouter();
  const path = usePathname();
  const { profileId } = useParams<{ profileId?: string }>();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<string | null>(null);
  const latest = useRef(0);
  if (apps.length === 1) return <span className="text-ink-soft">{app.name}</span>;

  async function change(id: string) {
    const attempt = ++latest.current;
    if (id === app.id) return setWanted(null);
    if (!path.startsWith(`/${app.id}/`)) return choose(id);
    const shown = profileId && queries.getQueryData(customerQuery(app.id, profileId).queryKey);
    const text = shown ? shown.view.customerUserId : null;
    setWanted(id);
    const found = text === null ? null : await lookUp(id, text);
    if (attempt !== latest.current) return;
    setWanted(null);
    if (window.location.pathname !== path) return;
    choose(id);
    if (found?.kind === "found") return router.push(`/${id}/customers/${found.profileId}`);
    if (found && text !== null) hand({ text, outcome: found });
    router.push("/");
  }
  return (
    <select
      aria-label="App"
      aria-busy={wanted !== null || undefined}
      value={wanted ?? app.id}
      onChange={(event) => void change(event.target.value)}
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
