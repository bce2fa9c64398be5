"use client";

import { useEffect, useState } from "react";

const themes = [
  { value: "system", label: "System", icon: "icon-[lucide--monitor]" },
  { value: "light", label: "Light", icon: "icon-[lucide--sun]" },
  { value: "dark", label: "Dark", icon: "icon-[lucide--moon]" },
] as const;

type Theme = (typeof themes)[number]["value"];

/** Follows the system until told otherwise; the choice is the only thing this console keeps in local storage. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme | null>(null);
  useEffect(() => setTheme((document.documentElement.dataset.theme as Theme | undefined) ?? "system"), []);
  const choose = (next: Theme) => {
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      if (next === "system") localStorage.removeItem("theme");
      else localStorage.setItem("theme", next);
    } catch {
      // a browser that forbids storage keeps the choice for this page only
    }
  };
  return (
    <fieldset className="inline-flex gap-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map(({ value, label, icon }) => (
        <label
          key={value}
          title={label}
          className="flex size-7 items-center justify-center rounded-sm text-ink-faint hover:text-ink has-checked:bg-hover has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="theme"
            className="sr-only"
            checked={theme === value}
            onChange={() => choose(value)}
            aria-label={label}
          />
          <span aria-hidden="true" className={`${icon} size-4`} />
        </label>
      ))}
    </fieldset>
  );
}
