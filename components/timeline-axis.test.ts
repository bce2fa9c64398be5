import { expect, test } from "vitest";
import { place, ticksOf } from "./timeline-axis";

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

test("a year is ticked every two months and January carries the year", () => {
  const ticks = ticksOf({ from: day("2026-05-20"), to: day("2027-05-20") });
  expect(ticks.map(({ label }) => label)).toEqual(["Jul", "Sep", "Nov", "Jan 2027", "Mar", "May"]);
});

test("a few weeks are ticked by days, many years by years", () => {
  expect(ticksOf({ from: day("2027-03-01"), to: day("2027-03-15") }).map(({ label }) => label)).toContain("3 Mar");
  const years = ticksOf({ from: day("2015-02-01"), to: day("2027-02-01") }).map(({ label }) => label);
  expect(years).toEqual(["2016", "2018", "2020", "2022", "2024", "2026"]);
});

test("no domain gets more ticks than fit, and every tick lies inside it", () => {
  for (const days of [1, 2, 8, 30, 62, 63, 64, 100, 250, 366, 1000, 1100, 4000, 20_000]) {
    const domain = { from: day("2024-02-29"), to: day("2024-02-29") + days * 86_400_000 };
    const ticks = ticksOf(domain);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(9);
    for (const { at } of ticks) expect(at >= domain.from && at <= domain.to).toBe(true);
  }
});

test("what reaches beyond the domain is drawn up to its edge", () => {
  const domain = { from: 1000, to: 2000 };
  expect([place(0, domain), place(1500, domain), place(9000, domain)]).toEqual([0, 50, 100]);
});
