import { groupDigits } from "@/lib/access/group-digits";

type MoneyProps = { amount: number; currency: string; about?: boolean };

/** An amount with its currency code, digits grouped by thin spaces, written alike on server and browser whatever their locale. */
export function Money({ amount, currency, about }: MoneyProps) {
  const [whole = "0", cents] = Math.abs(amount).toFixed(2).split(".");
  return (
    <span className="whitespace-nowrap tabular-nums">
      {about && "about "}
      {amount < 0 && "\u2212"}
      {groupDigits(whole)}.{cents} <span className="text-ink-soft">{currency}</span>
    </span>
  );
}
