"use client";

import { type ComponentType, lazy } from "react";
import { MissingPart } from "./missing-part";

/**
 * A part whose code arrives when it is first shown. The console may have been updated since the page was opened, and has that
 * code no more: in its place then stands a notice, over whatever else is open and filled in.
 */
export const lazyPart = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy(() =>
    load().then(
      (part) => ({ default: part }),
      (cause: unknown) => {
        console.error("A part of the page could not be loaded.", cause);
        return { default: MissingPart as ComponentType<Props> };
      },
    ),
  );
