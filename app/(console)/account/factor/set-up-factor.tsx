"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import type { Offer } from "@/lib/auth/factor/turn-on";
import { FailureNotice } from "../../failure-notice";
import { offerOwnFactor } from "./actions";
import { ProveFactor } from "./prove-factor";
import { RecoveryCodes } from "./recovery-codes";
import { useOwnAction } from "./use-own-action";

type SetUpFactorProps = {
  /** On the button that begins. */
  begin: string;
  /** On the button at the end. */
  done: string;
  onDone: () => void;
  /** It is on from now, while the recovery codes are still shown. */
  onProved?: () => void;
};

/** From a QR code over the code that proves it to the recovery codes. Nothing is stored before the second. */
export function SetUpFactor({ begin, done, onDone, onProved }: SetUpFactorProps) {
  const { busy, failure, send } = useOwnAction(offerOwnFactor);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const start = async () => {
    const result = await send({ seen: "off" });
    if (result.ok) setOffer(result.data);
  };
  const prove = (made: string[]) => {
    setCodes(made);
    onProved?.();
  };
  if (codes) return <RecoveryCodes codes={codes} title="Your second factor is on" done={done} onDone={onDone} />;
  if (offer) return <ProveFactor key={offer.offer} offer={offer} onProved={prove} onStartAnew={start} />;
  return (
    <div className="space-y-4">
      <FailureNotice failure={failure} />
      <Button kind="primary" busy={busy} onClick={start}>
        {begin}
      </Button>
    </div>
  );
}
