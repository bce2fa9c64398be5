"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Disclosure } from "@/components/disclosure";
import { useTransactionForm } from "./form-context";
import type { FieldName } from "./labels";

export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 border-t border-line pt-4">
      <legend className="float-left mb-3 w-full font-semibold">{title}</legend>
      <div className="clear-both space-y-4">{children}</div>
    </fieldset>
  );
}

/** A group that few transactions need: open when something is in it or wrong with it, never closed by itself. */
export function FoldedGroup({ title, names, children }: { title: string; names: FieldName[]; children: ReactNode }) {
  const { form, problemOf } = useTransactionForm();
  const filled = form.getValues(names).some((value) => value !== "" && value !== null);
  const problems = names.filter((name) => problemOf(name)).length;
  const [openAtFirst] = useState(filled);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const details = box.current?.querySelector("details");
    if (details && problems > 0) details.open = true;
  }, [problems]);
  const aside = problems > 0 ? "needs a look" : filled ? "filled in" : undefined;
  return (
    <div ref={box}>
      <Disclosure summary={title} aside={aside} open={openAtFirst}>
        <div className="space-y-4 pt-1">{children}</div>
      </Disclosure>
    </div>
  );
}
