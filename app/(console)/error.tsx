"use client";

import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { MissingPart } from "./missing-part";

/** What a bug or a database that cannot be read looks like: a sentence, and a way on. Nothing was sent by showing it. */
export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  if (error.name === "ChunkLoadError") return <MissingPart />;
  return (
    <div className="max-w-160 space-y-4">
      <h1 className="text-lg">This page cannot be shown</h1>
      <Notice
        live
        tone="wrong"
        title="Something went wrong inside the console"
        actions={<Button onClick={reset}>Try again</Button>}
      >
        <p>
          Showing this page changed nothing. If it stays, the console may not be able to read its own database: ask your
          admin to look at the log.
        </p>
        {error.digest && <p className="text-sm text-ink-soft">In the log under {error.digest}.</p>}
      </Notice>
    </div>
  );
}
