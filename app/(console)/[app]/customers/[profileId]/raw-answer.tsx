"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { CopyButton } from "@/components/copy";
import { SideSection } from "@/components/section";

type Raw = { state: "closed" | "reading" } | { state: "open"; text: string } | { state: "failed"; message: string };

const SHOWN_MAX = 200_000;

/** Adapty's answer as it came, read anew when asked for: nothing of it is hidden by the page's own reading. */
export function RawAnswer({ app, profileId }: { app: string; profileId: string }) {
  const [raw, setRaw] = useState<Raw>({ state: "closed" });
  const read = async () => {
    setRaw({ state: "reading" });
    try {
      const response = await fetch(`/api/apps/${app}/customers/${profileId}/raw`);
      const body = (await response.json()) as { raw: unknown } | { error: { message: string } };
      if ("error" in body) setRaw({ state: "failed", message: body.error.message });
      else setRaw({ state: "open", text: JSON.stringify(body.raw, null, 2) });
    } catch {
      setRaw({ state: "failed", message: "The console itself could not be reached." });
    }
  };
  return (
    <SideSection
      title="Raw answer"
      aside={
        raw.state === "open" ? (
          <button type="button" className="link min-h-6" onClick={() => setRaw({ state: "closed" })}>
            Close
          </button>
        ) : undefined
      }
    >
      {raw.state === "open" ? (
        <div className="space-y-2">
          <CopyButton text={raw.text} what="the raw answer" label="Copy JSON" />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <pre tabIndex={0} className="max-h-112 overflow-auto rounded-md bg-sunken p-3 font-mono text-sm">
            {raw.text.slice(0, SHOWN_MAX)}
          </pre>
          {raw.text.length > SHOWN_MAX && <p className="text-sm text-ink-soft">Cut here. Copy gives all of it.</p>}
        </div>
      ) : (
        <div className="space-y-2">
          {raw.state === "failed" && <p role="alert">{raw.message}</p>}
          <Button size="sm" busy={raw.state === "reading"} onClick={read}>
            Show JSON
          </Button>
        </div>
      )}
    </SideSection>
  );
}
