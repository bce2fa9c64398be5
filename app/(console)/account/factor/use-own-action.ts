"use client";

import type { Result } from "@/lib/operations/result";
import { useConfirmedAction } from "../../use-confirmed-action";

const unknownChange =
  "The console did not answer, so it is not known whether this was done. Load the page anew: it shows what counts now.";

/** Sends one change of one's own second factor. */
export const useOwnAction = <Input, Data>(action: (input: Input) => Promise<Result<Data>>) =>
  useConfirmedAction(action, unknownChange);
