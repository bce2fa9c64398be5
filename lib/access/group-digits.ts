/** A whole number as every screen writes it: groups of three digits with a thin space between, whatever the locale. */
export const groupDigits = (whole: number | string): string => `${whole}`.replace(/\B(?=(\d{3})+$)/g, "\u2009");
