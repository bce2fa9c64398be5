"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { InviteSheet } from "./invite-sheet";

export function InviteButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        Invite
      </Button>
      {open && <InviteSheet onClose={() => setOpen(false)} />}
    </>
  );
}
