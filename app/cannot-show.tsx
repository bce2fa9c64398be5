"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";

const ASK_MS = 3_000;

type Readiness = "not_known" | "ready" | "unavailable" | "silent";

async function askReadiness(): Promise<Readiness> {
  try {
    const { ok } = await fetch("/api/health/ready", { cache: "no-store", signal: AbortSignal.timeout(10_000) });
    return ok ? "ready" : "unavailable";
  } catch {
    return "silent";
  }
}

const away = {
  unavailable: {
    title: "The console cannot use its database just now",
    says: "Opening this page sent nothing and changed nothing. What was sent before is not lost: it is looked for by itself.",
  },
  silent: {
    title: "The console does not answer just now",
    says: "Opening this page sent nothing and changed nothing. Look whether you are online; the console may also be starting anew.",
  },
};

/** Anew from the server: to draw the same answer once more would show the same. */
const openAnew = () => window.location.reload();

/** Why a page cannot be shown, and a way on. Where the console is away the page opens by itself once it is back. */
export function CannotShow({ digest }: { digest: string | undefined }) {
  const [readiness, setReadiness] = useState<Readiness>("not_known");
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasAway = false;
    let isOver = false;
    const look = async () => {
      const found = await askReadiness();
      if (isOver) return;
      setReadiness(found);
      if (found === "ready") return void (wasAway && openAnew());
      wasAway = true;
      timer = setTimeout(look, ASK_MS);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, []);
  const known = readiness === "unavailable" || readiness === "silent" ? away[readiness] : undefined;
  return (
    <Notice
      live
      tone={known ? "warning" : "wrong"}
      title={known?.title ?? "Something went wrong inside the console"}
      actions={<Button onClick={openAnew}>Try again</Button>}
    >
      {known ? (
        <p>
          {known.says} This page opens by itself as soon as it can. If that takes more than a few minutes, ask your
          admin to look at the server.
        </p>
      ) : (
        <p>Showing this page changed nothing. Try again; if it stays, ask your admin to look at the log.</p>
      )}
      {digest && <p className="text-sm text-ink-soft">In the log under {digest}.</p>}
    </Notice>
  );
}
