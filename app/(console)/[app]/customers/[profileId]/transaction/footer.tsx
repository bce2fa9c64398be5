"use client";

import { useId } from "react";
import { Button } from "@/components/button";
import { CancelButton } from "@/components/cancel-button";
import { Sentence } from "@/components/sentence";
import { FooterRow } from "@/components/sheet";
import type { Part } from "@/lib/access/parts";
import type { Effect } from "./effect";

const buttons: Record<Effect, string> = {
  first: "Record the transaction",
  renewal: "Record the renewal",
  update: "Correct the transaction",
};

const asks: Record<Effect, string> = {
  first: "Ask for approval of the transaction",
  renewal: "Ask for approval of the renewal",
  update: "Ask for approval of the correction",
};

const warnings: Record<Effect, string> = {
  first: "Books revenue",
  renewal: "Books revenue",
  update: "Changes booked revenue",
};

type FooterProps = {
  formId: string;
  effect: Effect;
  sandbox: boolean;
  /** Costs nothing and takes nothing back, as far as it is filled in. */
  undoable: boolean;
  /** A second person is asked for it instead. */
  asking: boolean;
  summary: Part[] | null;
  busy: boolean;
  lockedReason: string | undefined;
  onClose: () => void;
};

/** What will be there, what that sets off, and the button: always in sight. */
export function Footer({
  formId,
  effect,
  sandbox,
  undoable,
  asking,
  summary,
  busy,
  lockedReason,
  onClose,
}: FooterProps) {
  const id = useId();
  return (
    <div className="-m-1 max-h-[45dvh] space-y-3 p-1 overflow-y-auto">
      <div id={id} className="space-y-2">
        <p className="break-words font-medium">
          {summary ? <Sentence parts={summary} /> : "Product and price say here what will be recorded."}
        </p>
        <p data-tone="warning" className="border-l-3 border-tone-solid bg-tone-soft px-3 py-2 text-sm">
          <strong className="font-semibold text-tone">
            {sandbox ? "Records a Sandbox transaction" : warnings[effect]}
          </strong>
          {" and reaches analytics, the event feed and all integrations. It moves no money. "}
          <strong className="font-semibold">
            {undoable && effect !== "update"
              ? "Undone, it reaches all of them once more, as refunded."
              : "It cannot be undone from here."}
          </strong>
        </p>
      </div>
      <FooterRow>
        <CancelButton busy={busy} onClose={onClose} />
        <Button
          kind="primary"
          type="submit"
          form={formId}
          busy={busy}
          disabledReason={lockedReason}
          aria-describedby={id}
        >
          {(asking ? asks : buttons)[effect]}
        </Button>
      </FooterRow>
    </div>
  );
}
