"use client";

import { Button } from "@/components/button";
import { Section } from "@/components/section";
import { Time } from "@/components/time";
import { useToast } from "@/components/toast";
import { FailureNotice } from "../failure-notice";
import { useRefreshingAction } from "../use-refreshing-action";
import { connectSso, disconnectSso } from "./actions";

/** `connectedAt` ISO, null: not connected; `last`: there is no other way in. */
type OwnSsoProps = { name: string; connectedAt: string | null; last: boolean };

export function OwnSso({ name, connectedAt, last }: OwnSsoProps) {
  const toast = useToast();
  const connect = useRefreshingAction(connectSso);
  const disconnect = useRefreshingAction(disconnectSso);
  const goThere = async () => {
    const result = await connect.send({ seen: "not_connected" });
    if (result.ok) window.location.assign(result.data.url);
  };
  const cut = async () => {
    const result = await disconnect.send({ seen: "connected" });
    if (!result.ok) return;
    toast({ outcome: "done", title: "Disconnected.", text: `From now on ${name} does not sign you in here.` });
    document.querySelector("main")?.focus({ preventScroll: true });
  };
  return (
    <Section title="Single sign-on">
      <div className="space-y-3">
        <p className="text-ink-soft">
          {connectedAt ? (
            <>
              Connected with {name} since <Time at={connectedAt} />: who you are there signs in here as you.
            </>
          ) : (
            `Not connected. Connect your account once, and ${name} signs you in from then on.`
          )}
        </p>
        <FailureNotice failure={connect.failure ?? disconnect.failure} />
        {connectedAt ? (
          <Button
            busy={disconnect.busy}
            disabledReason={last ? "It is your only way in, so it stays" : undefined}
            onClick={cut}
          >
            Disconnect {name}
          </Button>
        ) : (
          <Button busy={connect.busy} onClick={goThere}>
            Connect {name}
          </Button>
        )}
      </div>
    </Section>
  );
}
