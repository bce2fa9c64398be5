"use client";

import { type ComponentProps, lazy, Suspense } from "react";

/** The whole list is asked for by few: its code arrives when it is opened. */
const Loaded = lazy(() => import("./all-purchases").then((file) => ({ default: file.AllPurchases })));

export const AllPurchases = (props: ComponentProps<typeof Loaded>) => (
  <Suspense>
    <Loaded {...props} />
  </Suspense>
);
