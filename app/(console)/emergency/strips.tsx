"use client";

import { createContext, type ReactNode, Suspense, useContext } from "react";
import { lazyPart } from "../lazy-part";
import type { ToldProps } from "./told";

/** For few, and seldom: its code arrives when there is something to tell. */
const Told = lazyPart(() => import("./told").then(({ Told }) => Told));

/** What is told of emergency access above every page. */
export const Strips = (told: ToldProps) => <Suspense>{(told.own || told.alerts) && <Told {...told} />}</Suspense>;

const MayStart = createContext(false);
export const useMayStart = () => useContext(MayStart);

/** Below it the places where a limit refuses know whether to offer emergency access. */
export const MayStartProvider = ({ mayStart, children }: { mayStart: boolean; children: ReactNode }) => (
  <MayStart value={mayStart}>{children}</MayStart>
);
