"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ClockProvider } from "@/components/clock";
import { ToastProvider } from "@/components/toast";

const FRESH_MS = 15_000;

type ProvidersProps = { timeZone: string; now: number; children: ReactNode };

export function Providers({ timeZone, now, children }: ProvidersProps) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: FRESH_MS, retry: false } } }),
  );
  return (
    <QueryClientProvider client={client}>
      <ClockProvider timeZone={timeZone} now={now}>
        <ToastProvider>{children}</ToastProvider>
      </ClockProvider>
    </QueryClientProvider>
  );
}
