"use client";

import { createContext, lazy, type ReactNode, Suspense, useContext } from "react";

/** For few, and seldom: their code arrives when there is something to tell. */
const Banner = lazy(() => import("./banner").then((file) => ({ default: file.Banner })));
const Alerts = lazy(() => import("./alerts").then((file) => ({ default: file.Alerts })));

type StripsProps = {
  own: Parameters<typeof Banner>[0]["elevation"] | undefined;
  alerts: Parameters<typeof Alerts>[0]["open"] | undefined;
};

/** What is told of emergency access above every page. */
export const Strips = ({ own, alerts }: StripsProps) => (
  <Suspense>
    {own && <Banner elevation={own} />}
    {alerts && <Alerts open={alerts} />}
  </Suspense>
);

const MayStart = createContext(false);
export const useMayStart = () => useContext(MayStart);

/** Below it the places where a limit refuses know whether to offer emergency access. */
export const MayStartProvider = ({ mayStart, children }: { mayStart: boolean; children: ReactNode }) => (
  <MayStart value={mayStart}>{children}</MayStart>
);
