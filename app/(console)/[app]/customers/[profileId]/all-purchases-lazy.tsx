"use client";

import { type ComponentProps, Suspense } from "react";
import { lazyPart } from "../../../lazy-part";

/** The whole list is asked for by few: its code arrives when it is opened. */
const Loaded = lazyPart(() => import("./all-purchases").then(({ AllPurchases }) => AllPurchases));

export const AllPurchases = (props: ComponentProps<typeof Loaded>) => (
  <Suspense>
    <Loaded {...props} />
  </Suspense>
);
