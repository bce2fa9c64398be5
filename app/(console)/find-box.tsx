"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Icon } from "@/components/icon";
import { Kbd } from "@/components/kbd";
import { mayLeave } from "@/components/unsaved";
import { useApp } from "./app-choice";
import { FindOutcome } from "./find-outcome";
import { lookUp, type Unfound } from "./look-up";

/** The one search box: Enter looks the id up in the chosen app; `/` and Ctrl or Cmd+K lead here from everywhere. */
export function FindBox({ large = false }: { large?: boolean }) {
  const { app, apps, handed, hand } = useApp();
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const outcome = useRef<HTMLDivElement>(null);
  const [text, setText] = useState(large ? (handed?.text ?? "") : "");
  const [searching, setSearching] = useState(false);
  const [lookup, setLookup] = useState<Unfound | null>(large ? (handed?.outcome ?? null) : null);
  const latest = useRef(0);
  const focusedUnasked = useRef(false);

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      const palette = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      if ((!slash && !palette) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);

  useEffect(() => {
    if (!large) return;
    hand(null);
    const idle = document.activeElement === document.body || document.activeElement === null;
    if (!idle || !window.matchMedia("(pointer: fine)").matches) return;
    input.current?.focus({ preventScroll: true });
    focusedUnasked.current = true;
  }, [large, hand]);

  // The cleaned id is never looked up unasked: Enter once more asks.
  useEffect(() => {
    if (lookup?.suggestion !== undefined) outcome.current?.querySelector<HTMLElement>("[data-suggestion]")?.focus();
  }, [lookup]);

  async function search(wanted: string, appId: string) {
    const attempt = ++latest.current;
    setSearching(true);
    setLookup(null);
    const found = await lookUp(appId, wanted);
    if (attempt !== latest.current) return;
    setSearching(false);
    if (found.kind === "found") {
      if (!mayLeave()) return;
      router.push(`/${appId}/customers/${found.profileId}`);
      if (!large) setText("");
    } else setLookup(found);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (text !== "") void search(text, app.id);
    else input.current?.focus();
  }

  return (
    <search className="relative block">
      <form onSubmit={submit} className="relative">
        <label htmlFor={id} className="sr-only">
          Find a customer in {app.name} by customer user id or profile id
        </label>
        <span className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-ink-faint">
          {searching ? (
            <Icon name="loader-circle" className="size-4 animate-turn" />
          ) : (
            <Icon name="search" className="size-4" />
          )}
        </span>
        <input
          ref={input}
          id={id}
          name="find"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setLookup(null);
            // Whoever presses it to get here is here already.
            if (event.key === "/" && focusedUnasked.current) event.preventDefault();
            focusedUnasked.current = false;
          }}
          aria-describedby={lookup ? `${id}-outcome` : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          placeholder="Customer user id or profile id"
          className={`w-full rounded-md border border-line-strong bg-surface pr-10 pl-9 ${large ? "h-12" : "h-9"}`}
        />
        <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center">
          <Kbd>/</Kbd>
        </span>
      </form>
      <div ref={outcome} id={`${id}-outcome`} role="status">
        {searching && <span className="sr-only">Looking up in {app.name}</span>}
        {lookup && (
          <FindOutcome
            lookup={lookup}
            text={text}
            app={app}
            others={apps.filter((other) => other.id !== app.id)}
            floating={!large}
            onSearch={(wanted, appId) => {
              setText(wanted);
              void search(wanted, appId);
            }}
            onClose={() => setLookup(null)}
          />
        )}
      </div>
    </search>
  );
}
