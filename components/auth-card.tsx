import type { ReactNode } from "react";
import { BrandMark } from "./brand-mark";
import { Notice } from "./notice";

type AuthCardProps = { title: string; intro: ReactNode; error?: string | undefined; children: ReactNode };

/** The frame of the pages outside the console: sign-in, set-up, no such page. */
export function AuthCard({ title, intro, error, children }: AuthCardProps) {
  return (
    <main className="grid min-h-dvh content-start justify-items-center px-4 pt-[12vh] pb-10">
      <div className="w-full max-w-92 space-y-6">
        <p className="flex items-center gap-2.5 font-semibold">
          <BrandMark />
          Support console
        </p>
        <div className="space-y-1">
          <h1 className="text-lg">{title}</h1>
          <p className="text-ink-soft">{intro}</p>
        </div>
        {error && (
          <div role="alert">
            <Notice tone="wrong" title="That did not work">
              {error}
            </Notice>
          </div>
        )}
        {children}
      </div>
    </main>
  );
}
