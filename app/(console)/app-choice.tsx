"use client";

import { useParams } from "next/navigation";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { remember } from "@/components/remember";
import { APP_COOKIE } from "./app-cookie";
import type { Unfound } from "./look-up";

export type AppName = { id: string; name: string };
/** A look-up begun elsewhere that the first page goes on with. */
type Handed = { text: string; outcome: Unfound };
type AppChoice = {
  apps: AppName[];
  app: AppName;
  choose: (id: string) => void;
  handed: Handed | null;
  hand: (lookup: Handed | null) => void;
};

const AppContext = createContext<AppChoice | null>(null);

type AppProviderProps = { apps: AppName[]; remembered: string | undefined; children: ReactNode };

/** Which app a look-up goes to: the one in the address, else the one chosen last. */
export function AppProvider({ apps, remembered, children }: AppProviderProps) {
  const [chosen, setChosen] = useState(remembered);
  const [handed, hand] = useState<Handed | null>(null);
  const inAddress = useParams<{ app?: string }>().app;
  const choice = useMemo(() => {
    const find = (id: string | undefined) => apps.find((app) => app.id === id);
    const app = find(inAddress) ?? find(chosen) ?? apps[0];
    if (!app) throw new Error("The console has no app.");
    const choose = (id: string) => {
      remember(APP_COOKIE, id);
      setChosen(id);
    };
    return { apps, app, choose, handed, hand };
  }, [apps, chosen, inAddress, handed]);
  return <AppContext value={choice}>{children}</AppContext>;
}

export function useApp(): AppChoice {
  const choice = useContext(AppContext);
  if (!choice) throw new Error("useApp needs an AppProvider around it");
  return choice;
}
