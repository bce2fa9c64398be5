const plain = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/** One mailbox, one text: without what stands behind a plus. */
export function plainAddress(text: string): string {
  const [, local = "", domain] = /^([^+]*)(?:\+.*)?@([^@]+)$/.exec(plain(text)) ?? [];
  return domain === undefined ? plain(text) : `${local}@${domain}`;
}

/** The one of these domains that an e-mail address belongs to, itself or by a subdomain. */
export function staffDomainOf(text: string, domains: readonly string[]): string | undefined {
  const domain = plain(text).split("@").slice(1).pop()?.replace(/\.$/, "");
  if (!domain) return;
  return domains.find((own) => domain === own || domain.endsWith(`.${own}`));
}

export const sayStaff = (domain: string) =>
  `This customer is one of your own (${domain}): access for staff needs a second person.`;
