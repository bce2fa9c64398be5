"use client";

import { useState } from "react";
import { Choices } from "@/components/choices";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";
import { storeName } from "@/lib/access/words";
import { knownStores, TRANSACTION_ID_MAX } from "@/lib/adapty/transaction";
import { originalIdOf } from "./draft";
import { useTransactionForm } from "./form-context";
import { FormBar, FormText } from "./form-fields";
import { Group } from "./groups";
import { labels } from "./labels";

const OWN = "own";

function StoreField() {
  const { form, draft, start, problemOf } = useTransactionForm();
  const isKnown = knownStores.some((store) => store === draft.store);
  const [own, setOwn] = useState(draft.store !== "" && !isKnown);
  const [isKept] = useState(start !== "new" && draft.store !== "");
  const choose = (store: string) => {
    setOwn(store === OWN);
    form.setValue("store", store === OWN ? "" : store, { shouldDirty: true });
  };
  const error = problemOf("store");
  if (isKept) return <FormText name="store" mono readOnly hint="A transaction stays in its store." />;
  return (
    <>
      <Field
        label={labels.store}
        aside={<code className="font-mono max-sm:hidden">store</code>}
        error={own ? undefined : error}
      >
        <Select
          name={own ? undefined : "store"}
          value={own ? OWN : draft.store}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">Choose a store</option>
          {knownStores.map((store) => (
            <option key={store} value={store}>
              {storeName(store)}
            </option>
          ))}
          <option value={OWN}>Another store</option>
        </Select>
      </Field>
      {own && (
        <Field label="Store id" hint="The Store ID of your custom store in Adapty." error={error}>
          <TextInput
            mono
            name="store"
            value={draft.store}
            onChange={(event) => form.setValue("store", event.target.value, { shouldDirty: true })}
            onBlur={() => form.setValue("store", draft.store.trim(), { shouldTouch: true })}
          />
        </Field>
      )}
    </>
  );
}

export function WhatGroup() {
  const { form, draft, start } = useTransactionForm();
  const [isSaid] = useState(draft.environment !== "");
  return (
    <Group title="What">
      {start === "new" && (
        <Choices
          legend="Kind"
          look="bar"
          name="purchase_type"
          choices={[
            { value: "subscription", label: "Subscription" },
            { value: "one_time_purchase", label: "One-time purchase" },
          ]}
          value={draft.purchase_type}
          onChange={(event) =>
            form.setValue("purchase_type", event.target.value as typeof draft.purchase_type, { shouldDirty: true })
          }
        />
      )}
      <StoreField />
      <FormText
        name="store_product_id"
        mono
        hint="As the store names it. A Google Play base plan goes after a colon: product:base-plan"
      />
      <FormBar
        name="environment"
        hint={isSaid ? undefined : "Adapty does not say which it was."}
        choices={[
          { value: "Production", label: "Production" },
          { value: "Sandbox", label: "Sandbox" },
        ]}
      />
    </Group>
  );
}

const count = (id: string) => `${id.length} / ${TRANSACTION_ID_MAX}`;

export function IdentityGroup() {
  const { form, draft, start } = useTransactionForm();
  const [keepsId] = useState(start !== "renewal" && draft.store_transaction_id !== "");
  const [keepsOriginal] = useState(start !== "new" && originalIdOf(draft) !== "");
  const original = originalIdOf(draft);
  const isSubscription = draft.purchase_type === "subscription";
  return (
    <Group title="Identity">
      <FormText
        name="store_transaction_id"
        mono
        readOnly={keepsId}
        aside={count(draft.store_transaction_id)}
        hint={keepsId ? undefined : "As the store's receipt has it. A new id books a new transaction."}
      />
      <FormText
        name="store_original_transaction_id"
        mono
        readOnly={keepsOriginal}
        aside={count(original)}
        shown={original}
        onEdit={() => form.setValue("originalFollows", false)}
        onLeave={() => {
          if (form.getValues("store_original_transaction_id") === "") form.setValue("originalFollows", true);
        }}
        hint={
          keepsOriginal
            ? undefined
            : isSubscription
              ? "The first transaction of the chain; the same id for a first purchase."
              : "The same id for a one-time purchase."
        }
      />
    </Group>
  );
}
