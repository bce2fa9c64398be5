"use client";

import { lazy, Suspense } from "react";
import type { RestoredProps } from "./restored-told";

/** For few consoles, and seldom: its code arrives when there is something to tell. */
const Told = lazy(() => import("./restored-told").then((file) => ({ default: file.RestoredTold })));

/** Above every page while nothing is sent because the console was restored from a backup. */
export const RestoredStrip = ({ restored }: { restored: RestoredProps | null }) => (
  <Suspense>{restored && <Told {...restored} />}</Suspense>
);
