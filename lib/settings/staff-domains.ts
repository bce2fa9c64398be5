import { z } from "zod";

const LABEL = /^(?!-)[\p{L}\p{N}-]{1,63}(?<!-)$/u;

/** What stands behind the @ of the team's own e-mail addresses, in small letters; its subdomains count too. */
export const staffDomainSchema = z
  .string()
  .max(253, "At most 253 characters.")
  .refine((text) => text === text.toLowerCase(), "Small letters only.")
  .refine((text) => {
    const labels = text.split(".");
    return labels.length > 1 && labels.every((label) => LABEL.test(label));
  }, "A domain like example.com, without the @.");
