"use client";

import { StartButton } from "./start-button";
import { useMayStart } from "./strips";

/** Where a limit refuses: the way out when it cannot wait, for those who may take it. */
export const OfferEmergency = () => (useMayStart() ? <StartButton size="sm" /> : null);
