"use client";

import { createContext, useContext } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { TransactionStart } from "../sheet-props";
import type { FieldName } from "./labels";
import type { TransactionForm } from "./problems";

type FormContext = {
  form: UseFormReturn<TransactionForm, unknown, TransactionForm>;
  draft: TransactionForm;
  start: TransactionStart["kind"];
  /** What is to be said beside this field now. */
  problemOf: (name: FieldName) => string | undefined;
};

const Context = createContext<FormContext | null>(null);
export const TransactionFormProvider = Context;

export function useTransactionForm(): FormContext {
  const context = useContext(Context);
  if (!context) throw new Error("A field of the transaction form needs the form around it");
  return context;
}
