// Regions that Intl names and ISO 3166-1 does not list.
const NO_COUNTRY = new Set(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]);
const regions = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
const currencies = new Set(Intl.supportedValuesOf("currency"));

/** A country of ISO 3166-1 alpha-2 in force, or Kosovo's XK, which the stores use. */
export const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) &&
  !NO_COUNTRY.has(code) &&
  regions.of(code) !== undefined &&
  new Intl.Locale(`und-${code}`).region === code;

/** A currency of ISO 4217 in use. */
export const isCurrency = (code: string): boolean => currencies.has(code);
