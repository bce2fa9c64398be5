import { z } from "zod";
import { transactionRules } from "./transaction-rules";

/** Adapty's error envelope as the emulator writes it. Source: OpenAPI ErrorResponse. */
export const errorEnvelopeSchema = z.object({
  errors: z.array(z.object({ source: z.string().nullable(), errors: z.array(z.string()) })),
  error_code: z.string(),
  status_code: z.number().int(),
});

export type ErrorEnvelope = z.infer<typeof errorEnvelopeSchema>;

/** Both codes that Adapty documents for a customer it does not know. */
export const isMissingProfile = (code: string): boolean =>
  code === "profile_does_not_exist" || code === "profile_not_found";

/** Adapty itself says that there is no such profile: a 404 from something that stands in between says nothing of it. */
export const isGone = ({ kind, code }: Pick<AdaptyFailure, "kind" | "code">): boolean =>
  kind === "refused" && isMissingProfile(code);

export type FieldError = { field: string | null; message: string };

export type AdaptyFailure = {
  /** refused: Adapty answered no, nothing changed. not_reached: surely not applied. unknown: may have been applied. */
  kind: "refused" | "not_reached" | "unknown";
  /** Adapty's error_code, or ours where Adapty gave none. */
  code: string;
  /** One sentence that may be shown to the agent. */
  message: string;
  fields: FieldError[];
  status?: number;
  requestId?: string;
};

const aliases: Record<string, string> = {
  offer_type: "offer.type",
  offer_category: "offer.category",
  offer_id: "offer.id",
  offer_price: "price.value",
};

/** Errors that Adapty files under no field although only one field of the request can mend them. */
const fieldOfCode: Record<string, string> = {
  paid_access_level_does_not_exist: "access_level_id",
  profile_paid_access_level_does_not_exist: "access_level_id",
  revocation_date_more_than_expiration_date: "revoke_at",
};

/** The request field an error belongs to; null where it belongs to none. `offer_type` and `offer.type` are the same field. */
export function fieldOfError(errorCode: string, source: string | null): string | null {
  const rule = transactionRules.find((candidate) => candidate.code === errorCode);
  if (rule) return rule.field;
  if (Object.hasOwn(fieldOfCode, errorCode)) return fieldOfCode[errorCode] ?? null;
  if (!source || source === "non_field_errors") return null;
  return Object.hasOwn(aliases, source) ? (aliases[source] ?? source) : source;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === "string");

function readErrors(errorCode: string, errors: unknown): FieldError[] {
  if (isRecord(errors)) {
    return Object.entries(errors).flatMap(([source, messages]) =>
      texts(messages).map((message) => ({ field: fieldOfError(errorCode, source), message })),
    );
  }
  if (typeof errors === "string") return readErrors(errorCode, [errors]);
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((item): FieldError[] => {
    if (typeof item === "string") return [{ field: fieldOfError(errorCode, null), message: item }];
    if (!isRecord(item)) return [];
    if (typeof item.detail === "string") {
      const pointer = isRecord(item.source) && typeof item.source.pointer === "string" ? item.source.pointer : null;
      return [{ field: fieldOfError(errorCode, pointer?.split("/").at(-1) ?? null), message: item.detail }];
    }
    const source = typeof item.source === "string" ? item.source : null;
    return texts(item.errors).map((message) => ({ field: fieldOfError(errorCode, source), message }));
  });
}

/**
 * Reads any of Adapty's documented error shapes (`[{source, errors[]}]`, `["text"]`, `{field: [...]}`, JSON:API) into one.
 * Null when the body is none of them: then the answer did not come from Adapty's API and the outcome is unknown.
 */
export function readErrorEnvelope(body: unknown): { code: string; fields: FieldError[] } | null {
  if (!isRecord(body) || !("errors" in body)) return null;
  const code = typeof body.error_code === "string" ? body.error_code : null;
  const fields = readErrors(code ?? "", body.errors);
  if (code === null && fields.length === 0) return null;
  return { code: code ?? "unnamed_error", fields };
}
