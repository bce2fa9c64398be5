/** On this machine: nothing that is sent there leaves it. */
export const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

const ADAPTY = /(^|\.)adapty\.io\.?$/;

/** Whether Adapty itself answers at this address, and nobody in its place. */
export const isAdapty = (address: string): boolean => ADAPTY.test(new URL(address).hostname);

/**
 * Why these secret keys must not be sent to this address; undefined when they may. `standIn`: somebody has said that what
 * answers there stands in for Adapty, and may have real keys.
 */
export function whyMisplaced(keys: string[], address: string, standIn: boolean): string | undefined {
  const { hostname, protocol } = new URL(address);
  const practice = keys.filter((key) => key.startsWith("secret_practice_")).length;
  if (practice > 0 && isAdapty(address)) {
    return "A practice key cannot be used with Adapty itself: set your app's secret key, or unset it.";
  }
  const isHere = LOOPBACK.test(hostname);
  if (!isHere && practice > 0 && practice < keys.length) {
    return "ADAPTY_APPS holds practice keys and real ones, and ADAPTY_URL would get both: set keys of one kind.";
  }
  if (practice === keys.length) return undefined;
  if (!isHere && protocol !== "https:") {
    return "ADAPTY_URL would be sent your secret key unencrypted: give it an https address.";
  }
  if (!standIn && !isAdapty(address)) {
    return "ADAPTY_URL is no address of Adapty's and would be sent your secret key: unset it, or set ADAPTY_URL_IS_STAND_IN=true if what answers there may have that key.";
  }
}
