"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { CopyButton } from "@/components/copy";
import { Field } from "@/components/field";
import { TextInput } from "@/components/text-input";
import type { Offer } from "@/lib/auth/factor/turn-on";
import { FailureNotice } from "../../failure-notice";
import { turnOnOwnFactor } from "./actions";
import { useOwnAction } from "./use-own-action";

type ProveFactorProps = { offer: Offer; onProved: (codes: string[]) => void; onStartAnew: () => void };

/** The QR code, the same to type, and the code of the app that proves it was read. */
export function ProveFactor({ offer: { qr, secret, offer }, onProved, onStartAnew }: ProveFactorProps) {
  const { busy, failure, send } = useOwnAction(turnOnOwnFactor);
  const [code, setCode] = useState("");
  const prove = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const result = await send({ offer, code });
    if (result.ok) onProved(result.data.codes);
    else document.querySelector<HTMLInputElement>("input[name=factor-code]")?.select();
  };
  const groups = secret.match(/.{1,4}/g)?.join(" ") ?? secret;
  const ofCode = failure?.fields?.[0]?.message;
  return (
    <form onSubmit={prove} noValidate className="max-w-92 space-y-4">
      <p>Scan this with an authenticator app, then type the six digits that it shows.</p>
      {/* biome-ignore lint/performance/noImgElement: it is no file that could be optimised. Dark on white also in the dark, as cameras want it. */}
      <img
        src={`data:image/svg+xml,${encodeURIComponent(qr)}`}
        alt="QR code of your second factor"
        width={200}
        height={200}
        className="rounded-md border border-line"
      />
      <div className="space-y-1">
        <p className="text-ink-soft">No camera? Type this into the app:</p>
        <p className="font-mono text-sm break-words">
          {groups} <CopyButton text={secret} what="the secret" />
        </p>
      </div>
      <Field label="Code from your app" error={ofCode}>
        <TextInput
          name="factor-code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={16}
          autoFocus
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Field>
      <FailureNotice failure={ofCode ? null : failure} />
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          kind="primary"
          busy={busy}
          disabledReason={code.trim() ? undefined : "Type the code first"}
        >
          Turn on
        </Button>
        {failure?.code === "late" && <Button onClick={onStartAnew}>Start again</Button>}
      </div>
    </form>
  );
}
