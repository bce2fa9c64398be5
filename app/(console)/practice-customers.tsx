"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Icon } from "@/components/icon";
import { Section } from "@/components/section";
import { useApp } from "./app-choice";
import { lookUp } from "./look-up";
import { practicePeople } from "./practice-people";

/** Three people of the chosen app to begin with. */
export function PracticeCustomers() {
  const { app } = useApp();
  const router = useRouter();
  const [message, setMessage] = useState("");
  const open = async (id: string) => {
    const found = await lookUp(app.id, id);
    if (found.kind === "not_found") return setMessage(found.message);
    router.push(`/${app.id}/customers/${found.profileId}`);
  };
  return (
    <Section title="Try it with somebody who does not exist">
      <ul className="grid gap-2 sm:grid-cols-3">
        {(practicePeople[app.id] ?? []).map(({ id, story }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => void open(id)}
              className="group h-full w-full rounded-md border border-line bg-surface px-3 py-2.5 text-left hover:border-line-strong hover:bg-hover"
            >
              <span className="flex items-center justify-between gap-2 font-medium">
                {id}
                <Icon name="arrow-right" className="size-4 text-ink-faint group-hover:text-accent" />
              </span>
              <span className="block text-sm text-ink-soft">{story}</span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="text-sm text-ink-soft">
        {message}
      </p>
    </Section>
  );
}
