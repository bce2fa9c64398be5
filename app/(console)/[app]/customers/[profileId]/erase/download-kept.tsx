"use client";

import { Button } from "@/components/button";
import type { EraseInput } from "@/lib/customers/erase-input";
import { FailureNotice } from "../../../../failure-notice";
import { useConfirmedAction } from "../../../../use-confirmed-action";
import { downloadKept } from "../actions";

const unknownDownload =
  "The console did not answer. It may have recorded a download; you have no file. Try again in a moment.";

/** Puts the text where the browser puts downloads. */
function saveFile(text: string, name: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** The file to hand over before it is erased. `read` answers the reason and the reference, or nothing when they need another look. */
export function DownloadKept({ read }: { read: () => Promise<EraseInput | undefined> }) {
  const { busy, failure, send } = useConfirmedAction(downloadKept, unknownDownload);
  const download = async () => {
    const asked = busy ? undefined : await read();
    if (!asked) return;
    const answer = await send(asked);
    if (answer.ok) saveFile(answer.data.text, `kept-${asked.target.profileId}.json`);
  };
  return (
    <>
      <Button size="sm" busy={busy} onClick={download}>
        Download what this console keeps (JSON)
      </Button>
      <p className="text-ink-soft">It holds every value in full. That it was downloaded, and why, is recorded.</p>
      <FailureNotice failure={failure} title="Not downloaded" />
    </>
  );
}
