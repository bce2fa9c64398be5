"use client";

import { Suspense } from "react";
import { Button } from "@/components/button";
import { useClock } from "@/components/clock";
import { Icon } from "@/components/icon";
import { Notice } from "@/components/notice";
import { Time } from "@/components/time";
import type { AppName } from "./app-choice";
import { lazyPart } from "./lazy-part";
import type { Unfound } from "./look-up";
import { SignInAgain } from "./sign-in-again";

/** Seldom: its code arrives when there is somebody to tell of. */
const KnownCustomer = lazyPart(() => import("./known-customer").then(({ KnownCustomer }) => KnownCustomer));

type FindOutcomeProps = {
  lookup: Unfound;
  text: string;
  app: AppName;
  others: AppName[];
  floating: boolean;
  onSearch: (text: string, app: string) => void;
  onClose: () => void;
};

/** Why nothing was found: what was tried, where, and what can be tried next. */
export function FindOutcome({ lookup, text, app, others, floating, onSearch, onClose }: FindOutcomeProps) {
  const { now } = useClock();
  const missing = lookup.code === "nothing_found";
  return (
    <div className={floating ? "absolute inset-x-0 top-11 z-20 rounded-md bg-surface shadow-float" : "mt-3"}>
      <Notice
        tone={missing || lookup.code === "id_refused" ? "info" : "wrong"}
        title={
          missing
            ? `Nobody found in ${app.name}`
            : lookup.code === "id_refused"
              ? "Not looked up"
              : "Look-up did not work"
        }
        actions={
          <>
            {lookup.suggestion !== undefined && (
              <Button size="sm" data-suggestion="" onClick={() => onSearch(lookup.suggestion ?? "", app.id)}>
                Look up “{lookup.suggestion}”
              </Button>
            )}
            {missing &&
              others.map((other) => (
                <Button key={other.id} size="sm" onClick={() => onSearch(text, other.id)}>
                  Look in {other.name}
                </Button>
              ))}
            {lookup.code === "signed_out" && <SignInAgain size="sm" />}
            <Button size="sm" kind="quiet" onClick={onClose}>
              <Icon name="x" className="size-3.5" /> Close
            </Button>
          </>
        }
      >
        {missing ? (
          <>
            <p>
              Adapty was asked for {lookup.tried.map((what) => `a ${what}`).join(" and for ")} <Quoted text={text} />,{" "}
              <Time at={now} />.
            </p>
            {lookup.known && (
              <Suspense>
                <KnownCustomer app={app.id} known={lookup.known} />
              </Suspense>
            )}
            <p className="text-ink-soft">
              Ids are matched exactly, capital letters included. Adapty cannot be searched by e-mail, name or order
              number: ask the customer for the id that the app shows them.
            </p>
          </>
        ) : (
          <p>{lookup.message}</p>
        )}
      </Notice>
    </div>
  );
}

const Quoted = ({ text }: { text: string }) => (
  <bdi className="break-all font-mono text-sm">“{text.length > 80 ? `${text.slice(0, 80)}…` : text}”</bdi>
);
