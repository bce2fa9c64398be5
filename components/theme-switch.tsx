"use client";

import { useEffect, useState } from "react";
import { Icon } from "./icon";
import { remember } from "./remember";
import { THEME_COOKIE } from "./theme";

const themes = [
  { value: "system", label: "System", icon: "monitor" },
  { value: "light", label: "Light", icon: "sun" },
  { value: "dark", label: "Dark", icon: "moon" },
] as const;

type Choice = (typeof themes)[number]["value"];

/** Follows the system until told otherwise. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Choice | null>(null);
  useEffect(() => setTheme((document.documentElement.dataset.theme as Choice | undefined) ?? "system"), []);
  const choose = (next: Choice) => {
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    remember(THEME_COOKIE, next === "system" ? undefined : next);
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
          <Icon name={icon} className="size-4" />
        </label>
      ))}
    </fieldset>
  );
}
