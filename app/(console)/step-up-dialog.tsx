import type { ComponentProps } from "react";
import { ConfirmDialog } from "./confirm-dialog";
import { SignInDialog } from "./sign-in-dialog";
import type { Dialog } from "./step-up";

/** Over the form as it stands: asks for the password again, or for a whole sign-in. */
export function StepUpDialog({ what, ...props }: ComponentProps<typeof SignInDialog> & { what: Dialog }) {
  const { account, onClose } = props;
  return what === "confirm" ? <ConfirmDialog {...{ account, onClose }} /> : <SignInDialog {...props} />;
}
