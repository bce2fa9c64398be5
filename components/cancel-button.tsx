import type { ReactNode } from "react";
import { Button } from "./button";

type CancelButtonProps = { busy: boolean; onClose: () => void; children?: ReactNode };

/** Leaves a sheet, but not while what was sent is on its way. */
export function CancelButton({ busy, onClose, children = "Cancel" }: CancelButtonProps) {
  return (
    <Button onClick={onClose} disabledReason={busy ? "Still working" : undefined}>
      {children}
    </Button>
  );
}
