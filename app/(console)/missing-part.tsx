"use client";

import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Notice } from "@/components/notice";
import { FooterRow } from "@/components/sheet";
import { OpenAnew } from "./open-anew";

const title = "This page is out of date, or cut off";

const Why = () => (
  <p>
    A part of it could not be loaded: the console was updated since you opened this page, or cannot be reached. Nothing
    was sent, and what you typed elsewhere on this page is kept: open the page anew in another tab, and copy it over.
  </p>
);

/** In the place of a part whose code did not arrive: a dialog where the part would have been one. */
export function MissingPart({ onClose }: { onClose?: () => void }) {
  if (!onClose) {
    return (
      <Notice live tone="warning" title={title} actions={<OpenAnew />}>
        <Why />
      </Notice>
    );
  }
  return (
    <Dialog
      title={title}
      onClose={() => onClose()}
      footer={
        <FooterRow>
          <Button onClick={() => onClose()}>Close</Button>
          <OpenAnew size="md" />
        </FooterRow>
      }
    >
      <Why />
    </Dialog>
  );
}
