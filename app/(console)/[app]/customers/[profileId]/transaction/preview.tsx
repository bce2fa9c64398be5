"use client";

import { CopyButton } from "@/components/copy";
import { Disclosure } from "@/components/disclosure";
import { layOut } from "@/lib/adapty/lay-out";
import { toCurl } from "./curl";

type PreviewProps = { adaptyUrl: string; profileId: string; body: unknown; complete: boolean };

/** The request as it will leave, for those who want to see it or send it themselves. */
export function Preview({ adaptyUrl, profileId, body, complete }: PreviewProps) {
  return (
    <Disclosure summary="Preview the request" aside={complete ? undefined : "not complete yet"}>
      <div className="space-y-4">
        <Code title="JSON body" what="the JSON body" text={layOut(body)} />
        <Code title="cURL command" what="the cURL command" text={toCurl(adaptyUrl, profileId, body)} />
        <p className="text-sm text-ink-soft">
          The key is not in the command: it is read from <code className="font-mono">ADAPTY_SECRET_KEY</code>. Sent with
          cURL it does not pass through this console and leaves no entry in its journal.
        </p>
      </div>
    </Disclosure>
  );
}

function Code({ title, what, text }: { title: string; what: string; text: string }) {
  return (
    <figure className="space-y-1.5">
      <figcaption className="flex items-center justify-between gap-3 font-medium">
        {title}
        <CopyButton text={text} what={what} label="Copy" />
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        tabIndex={0}
        dir="ltr"
        className="max-h-80 overflow-auto rounded-md bg-sunken px-3 py-2 font-mono text-sm"
      >
        {text}
      </pre>
    </figure>
  );
}
