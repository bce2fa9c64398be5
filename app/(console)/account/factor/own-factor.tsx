"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/button";
import { Section } from "@/components/section";
import { Status } from "@/components/status";
import { useToast } from "@/components/toast";
import { FailureNotice } from "../../failure-notice";
import { makeOwnRecoveryCodes, turnOffOwnFactor } from "./actions";
import { RecoveryCodes } from "./recovery-codes";
import { SetUpFactor } from "./set-up-factor";
import { useOwnAction } from "./use-own-action";

/** What was pressed goes, and the focus must not go with it. */
const keepFocus = () => document.querySelector("main")?.focus({ preventScroll: true });

type OwnFactorProps = { on: boolean; codesLeft: number; whyKept: string | undefined };

export function OwnFactor({ on, codesLeft, whyKept }: OwnFactorProps) {
  const router = useRouter();
  const [proved, setProved] = useState(false);
  const isOn = on || proved;
  const finish = () => {
    router.refresh();
    keepFocus();
  };
  return (
    <Section title="Second factor" aside={<Status tone={isOn ? "active" : "over"}>{isOn ? "On" : "Off"}</Status>}>
      {on ? (
        <FactorThatIsOn codesLeft={codesLeft} whyKept={whyKept} />
      ) : (
        <>
          {!proved && (
            <p className="pb-3 text-ink-soft">
              A code from an app on your phone, asked for after your password. Whoever learns the password alone cannot
              sign in. Turning it on ends your other sessions.
            </p>
          )}
          <SetUpFactor begin="Turn on" done="I have stored them" onProved={() => setProved(true)} onDone={finish} />
        </>
      )}
    </Section>
  );
}

function FactorThatIsOn({ codesLeft, whyKept }: Omit<OwnFactorProps, "on">) {
  const router = useRouter();
  const toast = useToast();
  const renewal = useOwnAction(makeOwnRecoveryCodes);
  const turningOff = useOwnAction(turnOffOwnFactor);
  const [codes, setCodes] = useState<string[] | null>(null);
  const busy = renewal.busy || turningOff.busy;
  const renew = async () => {
    const result = await renewal.send({ seen: "on" });
    if (result.ok) setCodes(result.data.codes);
  };
  const turnOff = async () => {
    if (!(await turningOff.send({ seen: "on" })).ok) return;
    toast({ outcome: "done", title: "Second factor off.", text: "Your password alone signs you in." });
    router.refresh();
    keepFocus();
  };
  const finish = () => {
    setCodes(null);
    router.refresh();
    keepFocus();
  };
  if (codes) return <RecoveryCodes codes={codes} title="New codes" done="I have stored them" onDone={finish} />;
  const left = codesLeft === 1 ? "1 recovery code is left" : `${codesLeft || "No"} recovery codes are left`;
  return (
    <div className="space-y-4">
      <p className="text-ink-soft">
        A code from your app is asked for after your password. {left}
        {codesLeft < 3 ? ": make new ones before you need them." : "."}
      </p>
      <FailureNotice failure={renewal.failure ?? turningOff.failure} />
      <div className="flex flex-wrap gap-2">
        <Button busy={busy} onClick={renew}>
          Make new recovery codes
        </Button>
        <Button busy={busy} disabledReason={whyKept} onClick={turnOff}>
          Turn off
        </Button>
      </div>
      <p className="text-sm text-ink-soft">New codes replace the ones you have.</p>
    </div>
  );
}
