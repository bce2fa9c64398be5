import { sayTooMany, sayTooManyDays } from "./limits";

/** What limits leave to somebody for one customer just now; null is no limit. `given`: days in 90, whoever gave them. */
export type Left = {
  daysPerGrant: number | null;
  today: { most: number; used: number } | null;
  customer: { most: number; given: number } | null;
};

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? "" : "s"}`;

/** One sentence to read before anything is chosen; null where nothing is limited. */
export function sayLeft({ daysPerGrant, today, customer }: Left): string | null {
  const grants = today && Math.max(0, today.most - today.used);
  const said = [
    daysPerGrant !== null && `you can grant up to ${count(daysPerGrant, "day")} at a time`,
    today && `${grants === 0 ? "none" : grants} of today's ${count(today.most, "grant")} left`,
    customer &&
      `${Math.max(0, customer.most - customer.given)} of ${count(customer.most, "day")} left for this customer in 90 days`,
  ]
    .filter(Boolean)
    .join("; ");
  return said ? `${said.charAt(0).toUpperCase()}${said.slice(1)}.` : null;
}

/** A sentence when a grant of that many days is more than is left of the day's grants or of the customer's days. */
export function whyNothingLeft({ today, customer }: Left, days: number | null, role: string): string | null {
  if (today && today.used >= today.most) return sayTooMany(today.most, role);
  if (!customer || !days || !Number.isFinite(days) || customer.given + days <= customer.most) return null;
  return sayTooManyDays(customer.most, customer.given, days, role);
}
