import { labelInSentence } from "@/lib/access/profile-labels";
import type { CustomAttribute } from "@/lib/adapty/profile";
import type { ProfileUpdate } from "@/lib/adapty/profile-update";
import { allFields, isInstallation } from "./fields";
import { listWords } from "./say-value";

/** Names of the changed fields that no answer of Adapty ever shows. */
const unreported = (body: ProfileUpdate): string[] => {
  const plain = allFields.filter(({ path }) => !isInstallation(path) && Object.hasOwn(body, path));
  return [...plain.map(({ label }) => labelInSentence(label)), ...(body.installation_meta ? ["installation"] : [])];
};

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/**
 * What may be said after the update was accepted, by what Adapty answered: attributes that its answer shows are confirmed by
 * name, one that it shows otherwise is named as such, and of fields it never reports only that it took them.
 */
export function sayOutcome(body: ProfileUpdate, answered: CustomAttribute[] | undefined) {
  const held = new Map((answered ?? []).map(({ key, value }) => [key, value]));
  const sent = (body.custom_attributes ?? []).map(({ key, value }) => ({
    key,
    value,
    gone: value === "" || value === null,
  }));
  const arrived = sent.filter(({ key, value, gone }) => answered && (gone ? !held.has(key) : held.get(key) === value));
  const unseen = sent.filter((one) => !arrived.includes(one)).map(({ key }) => key);
  const seen = arrived.map(({ key, value, gone }) => (gone ? `${key} is deleted` : `${key} is ${value}`));
  const taken = unreported(body);

  const confirmed = [
    seen.length > 0 && `${listWords(seen)}.`,
    taken.length > 0 &&
      `${seen.length > 0 ? "It accepted" : "it accepted"} the update of ${listWords(taken)}, which it does not report back.`,
    unseen.length > 0 &&
      `${seen.length + taken.length > 0 ? "Its" : "the update was accepted, but its"} answer does not show the change of ${listWords(unseen)}.`,
  ];
  const reply = [
    seen.length > 0 && sentence(`on your profile ${listWords(seen)}`),
    taken.length > 0 && `The update of your ${listWords(taken)} was accepted.`,
    seen.length + taken.length === 0 && "The update of your profile was accepted.",
  ];
  return { confirmed: confirmed.filter(Boolean).join(" "), reply: reply.filter(Boolean).join(" ") };
}
