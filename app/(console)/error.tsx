"use client";

import { CannotShow } from "../cannot-show";
import { MissingPart } from "./missing-part";

/** What a bug or a database that cannot be read looks like: a sentence, and a way on. Nothing was sent by showing it. */
export default function ConsoleError({ error }: { error: Error & { digest?: string } }) {
  if (error.name === "ChunkLoadError") return <MissingPart />;
  return (
    <div className="max-w-160 space-y-4">
      <h1 className="text-lg">This page cannot be shown</h1>
      <CannotShow digest={error.digest} />
    </div>
  );
}
