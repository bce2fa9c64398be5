import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/button";
import { CopyButton } from "@/components/copy";
import { askConsole } from "../../../ask-console";

type Read = { text: string } | { message: string };

const SHOWN_MAX = 200_000;

async function readRaw(app: string, profileId: string): Promise<Read> {
  try {
    const asked = askConsole(`/api/apps/${app}/customers/${profileId}/raw`);
    const body = (await asked) as { raw: unknown } | { error: { message: string } };
    return "error" in body ? { message: body.error.message } : { text: JSON.stringify(body.raw, null, 2) };
  } catch {
    return { message: "The console itself could not be reached." };
  }
}

type RawTextProps = { app: string; profileId: string; reading: ReactNode };

/** Reads once when it appears, and again when told to after a failure. */
export function RawText({ app, profileId, reading }: RawTextProps) {
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    let shown = true;
    if (!read) void readRaw(app, profileId).then((done) => shown && setRead(done));
    return () => {
      shown = false;
    };
  }, [app, profileId, read]);
  if (!read) return reading;
  if ("message" in read) {
    return (
      <div className="space-y-2">
        <p role="alert">{read.message}</p>
        <Button size="sm" onClick={() => setRead(null)}>
          Try again
        </Button>
      </div>
    );
  }
  return (
    <div className="space-y-2">
      <CopyButton text={read.text} what="the raw answer" label="Copy JSON" />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-112 overflow-auto rounded-md bg-sunken p-3 font-mono text-sm">
        {read.text.slice(0, SHOWN_MAX)}
      </pre>
      {read.text.length > SHOWN_MAX && <p className="text-sm text-ink-soft">Cut here. Copy gives all of it.</p>}
    </div>
  );
}
