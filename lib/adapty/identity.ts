const ID_MAX = 255;
const SENDABLE = /^[\x21-\x7E]+(?: [\x21-\x7E]+)*$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const INVISIBLE = /[\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}]/u;
const NAMES: Record<string, string> = {
  "\u00A0": "a no-break space",
  "\u00AD": "a soft hyphen",
  "\u200B": "a zero-width space",
  "\u200C": "a zero-width non-joiner",
  "\u200D": "a zero-width joiner",
  "\u200E": "a left-to-right mark",
  "\u200F": "a right-to-left mark",
  "\u2060": "a word joiner",
  "\uFEFF": "a byte order mark",
};

/** Whom a call is about. Create alone may name both: then the customer id is attached to that profile. */
export type Identity =
  | { profileId: string; customerUserId?: undefined }
  | { customerUserId: string; profileId?: undefined }
  | { customerUserId: string; profileId: string };

export type CheckedId = { ok: true; id: string } | { ok: false; message: string };

const codeOf = (char: string) => `U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`;
const placeOf = (text: string, char: string) => `character ${Array.from(text).indexOf(char) + 1}`;

function defectOf(text: string): string | null {
  if (text === "") return "is empty";
  if (text.trim() === "") return "holds nothing but spaces";
  const chars = Array.from(text);
  const control = chars.find((char) => /\p{Cc}/u.test(char));
  if (control) return `contains a control character (${codeOf(control)}, ${placeOf(text, control)})`;
  const invisible = chars.find((char) => char !== " " && INVISIBLE.test(char));
  if (invisible) {
    const name = NAMES[invisible] ?? "an invisible character";
    return `contains ${name} (${codeOf(invisible)}, ${placeOf(text, invisible)}), which cannot be seen`;
  }
  if (text.startsWith(" ")) return "starts with a space";
  if (text.endsWith(" ")) return "ends with a space";
  const foreign = chars.find((char) => !/[\x20-\x7E]/.test(char));
  if (foreign) {
    const shown = /\p{Cs}/u.test(foreign) ? codeOf(foreign) : `\u201C${foreign}\u201D, ${codeOf(foreign)}`;
    return `contains a character outside plain English letters, digits and signs (${shown}, ${placeOf(text, foreign)})`;
  }
  if (text.includes("  ")) return "contains two spaces in a row";
  return text.length > ID_MAX ? `has ${text.length} characters and at most ${ID_MAX} can be sent` : null;
}

/**
 * Whether a customer user id reaches Adapty unchanged in the `adapty-customer-user-id` header: 1 to 255 visible ASCII
 * characters with single spaces inside. Never trims: HTTP would, and the call would address another customer.
 */
export function checkCustomerUserId(text: string): CheckedId {
  const defect = defectOf(text);
  if (defect === null && SENDABLE.test(text)) return { ok: true, id: text };
  if (text === "") return { ok: false, message: "The customer user id is empty." };
  return {
    ok: false,
    message: `This customer user id ${defect}, so it cannot be sent to Adapty unchanged. Correct it, or use the Adapty profile id.`,
  };
}

/** A profile id (UUID, any case) in its canonical small letters; anything else gets a sentence that names the cause. */
export function checkProfileId(text: string): CheckedId {
  if (UUID.test(text)) return { ok: true, id: text.toLowerCase() };
  const defect = defectOf(text) ?? "is not a UUID like 3286abd3-48b0-4e9c-a5f6-ac0a006804a6";
  return { ok: false, message: `This profile id ${defect}.` };
}

/** True for a UUID: the search box then looks for a profile id first. A customer user id may look the same. */
export const looksLikeProfileId = (text: string): boolean => UUID.test(text);

/** Whether an answer is about the customer asked for: the customer user id byte for byte, the profile id in any case. */
export function sameIdentity(
  asked: Identity,
  profile: { profile_id: string; customer_user_id?: string | null | undefined },
): boolean {
  if (asked.profileId === undefined && asked.customerUserId === undefined) return false;
  const sameProfile =
    asked.profileId === undefined || asked.profileId.toLowerCase() === profile.profile_id.toLowerCase();
  return sameProfile && (asked.customerUserId === undefined || asked.customerUserId === profile.customer_user_id);
}
