"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/button";
import { CopyButton } from "@/components/copy";
import { Notice } from "@/components/notice";

type RecoveryCodesProps = { codes: string[]; title: string; done: string; onDone: () => void };

/** The codes, shown this once: the database keeps no more than their hashes. */
export function RecoveryCodes({ codes, title, done, onDone }: RecoveryCodesProps) {
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div ref={heading} tabIndex={-1} className="space-y-4 outline-none">
      <Notice live tone="info" title={title}>
        <p>
          Ten recovery codes, each for one time when your phone is not at hand. Keep them apart from your password, on
          paper for instance: they are not shown again.
        </p>
      </Notice>
      <ol
        aria-label="Recovery codes"
        className="grid gap-x-8 gap-y-1 rounded-md bg-sunken px-3 py-3 font-mono text-sm sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={codes.join("\n")} what="the recovery codes" label="Copy all ten" />
        <Button kind="primary" size="sm" onClick={onDone}>
          {done}
        </Button>
      </div>
    </div>
  );
}
