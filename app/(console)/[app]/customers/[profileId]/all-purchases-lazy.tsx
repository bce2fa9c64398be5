"use client";

import dynamic from "next/dynamic";

/** The whole list is asked for by few: its code arrives when it is opened. */
export const AllPurchases = dynamic(() => import("./all-purchases").then((file) => file.AllPurchases));
