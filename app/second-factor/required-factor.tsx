"use client";

import { SetUpFactor } from "../(console)/account/factor/set-up-factor";
import { type StepUpAccount, StepUpProvider } from "../(console)/step-up";

/** The set-up of the account page, out of the console: it ends where the agent was going. */
export function RequiredFactor({ account, next }: { account: StepUpAccount; next: string }) {
  return (
    <StepUpProvider account={account}>
      <SetUpFactor begin="Set it up" done="I have stored them, go on" onDone={() => window.location.assign(next)} />
    </StepUpProvider>
  );
}
