"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { Sentence } from "@/components/sentence";
import { Time } from "@/components/time";
import { type Toast, useToast } from "@/components/toast";
import type { CustomerPage } from "@/lib/customers/customer-page";
import type { ToldEntry } from "@/lib/operations/describe-request";
import { isOpen } from "../../../operation-status";
import { useWhileThere } from "../../../use-while-there";
import { isTold } from "./use-telling";

const SOON_MS = 15_000;
const LATER_MS = 60_000;
/** By then the console has looked for it a few times, and next looks in minutes. */
const SOON_FOR_MS = 2 * 60_000;

const words: { [State in ToldEntry["state"]]?: Pick<Toast, "outcome" | "title"> } = {
  applied: { outcome: "done", title: "Confirmed" },
  rejected: { outcome: "refused", title: "Refused" },
  not_applied: { outcome: "refused", title: "Did not arrive" },
  needs_human: { outcome: "unknown", title: "Needs a human" },
};

const unsaid: { [State in ToldEntry["state"]]?: string } = { applied: "Adapty confirms it by now." };

/** What is open among what was done from here is looked at now and then, and told of once it is settled. */
export function useSettled(page: CustomerPage | undefined, readAgain: () => void) {
  const toast = useToast();
  const seen = useRef(new Map<string, ToldEntry["state"]>());
  const open = page?.activity.filter(({ state }) => isOpen(state)) ?? [];
  const newest = Math.max(...open.map(({ createdAt }) => Date.parse(createdAt)));
  const isNew = page !== undefined && page.view.readAt - newest < SOON_FOR_MS;
  useWhileThere(readAgain, open.length === 0 ? null : isNew ? SOON_MS : LATER_MS);

  const tell = useEffectEvent((entry: ToldEntry) => {
    const said = words[entry.state];
    if (!said || isTold(entry.id)) return;
    toast({
      outcome: said.outcome,
      title: `${said.title}: ${entry.title}`,
      about: entry.id,
      replaces: entry.id,
      text: (
        <>
          <p>
            <Sentence parts={entry.said} />
          </p>
          <p>{entry.message ?? unsaid[entry.state]}</p>
          <p className="text-sm">
            Sent by <bdi>{entry.agent.email}</bdi>, <Time at={entry.createdAt} />
          </p>
        </>
      ),
    });
  });
  const activity = page?.activity;
  useEffect(() => {
    for (const entry of activity ?? []) {
      const before = seen.current.get(entry.id);
      if (before && before !== entry.state) tell(entry);
      if (isOpen(entry.state)) seen.current.set(entry.id, entry.state);
      else seen.current.delete(entry.id);
    }
  }, [activity]);
}
