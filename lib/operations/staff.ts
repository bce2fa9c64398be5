// Neither marks that nobody sees nor the angle brackets of a mail program make it another address.
const plain = (text: string) => {
  const seen = text
    .normalize("NFKC")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim()
    .toLowerCase();
  return /<([^<>]*@[^<>]*)>/.exec(seen)?.[1]?.trim() ?? seen;
};

/** A domain as DNS knows it, in ASCII and without the dot at its end, however it was written. */
function hostOf(domain: string): string {
  const bare = /^[^\s(]*/.exec(domain)?.[0] ?? "";
  try {
    return new URL(`http://${bare}`).hostname.replace(/\.+$/, "");
  } catch {
    return bare.replace(/\.+$/, "");
  }
}

/** One mailbox, one text: without what stands behind a plus. */
export function plainAddress(text: string): string {
  const [, local = "", domain] = /^([^+]*)(?:\+.*)?@([^@]+)$/.exec(plain(text)) ?? [];
  return domain === undefined ? plain(text) : `${local}@${hostOf(domain)}`;
}

/** The one of these domains that an e-mail address belongs to, itself or by a subdomain. */
export function staffDomainOf(text: string, domains: readonly string[]): string | undefined {
  const domain = hostOf(plain(text).split("@").slice(1).pop() ?? "");
  if (!domain) return;
  return domains.find((own) => domain === hostOf(plain(own)) || domain.endsWith(`.${hostOf(plain(own))}`));
}

export const sayStaff = (domain: string) =>
  `This customer is one of your own (${domain}): access for staff needs a second person.`;
