import { z } from "zod";
import { type AdaptyFailure, readErrorEnvelope } from "./errors";
import { type Identity, sameIdentity } from "./identity";
import { type Profile, profileSchema } from "./profile";
import { type OwnCode, sentenceFor, sentenceForRefusal } from "./sentences";

/** An HTTP answer as it arrived; `text` is undefined when it could not be decoded. */
export type HttpAnswer = { status: number; contentType: string | null; text: string | undefined; requestId?: string };

/** What was asked, as far as the answer is judged by it. */
export type Question = { identity: Identity; read: boolean; answers: "profile" | "nothing"; appName: string };

export type Answer =
  | { ok: true; profile: Profile; raw: unknown; requestId?: string }
  | { ok: false; error: AdaptyFailure };
export type EmptyAnswer = { ok: true; requestId?: string } | { ok: false; error: AdaptyFailure };

const envelopeSchema = z.object({ data: profileSchema });

export function ownFailure(
  kind: AdaptyFailure["kind"],
  code: OwnCode,
  read: boolean,
  seen: { status?: number; requestId?: string } = {},
): { ok: false; error: AdaptyFailure } {
  return { ok: false, error: { kind, code, message: sentenceFor(code, kind, read), fields: [], ...seen } };
}

function parseJson(answer: HttpAnswer): { body: unknown } | "not_from_adapty" | "unreadable_answer" {
  if (answer.contentType !== null && !/^application\/([\w.-]+\+)?json\b/i.test(answer.contentType)) {
    return "not_from_adapty";
  }
  if (answer.text === undefined) return "unreadable_answer";
  try {
    return { body: JSON.parse(answer.text) as unknown };
  } catch {
    return "unreadable_answer";
  }
}

/**
 * Judges an HTTP answer: Adapty's profile for the very customer asked for, Adapty's refusal (any 4xx with its error
 * envelope, and every 429, which is answered before anything is executed), or unknown. Status 200 alone proves nothing.
 */
export function judgeAnswer(answer: HttpAnswer, question: Question): Answer | EmptyAnswer {
  const { status } = answer;
  const requestId = answer.requestId === undefined ? {} : { requestId: answer.requestId };
  const seen = { status, ...requestId };
  const unknown = (code: OwnCode) => ownFailure("unknown", code, question.read, seen);

  if (status === 204 && question.answers === "nothing") return { ok: true, ...requestId };
  if (status >= 500) return unknown("server_error");
  const parsed = parseJson(answer);
  if (status >= 400) {
    const envelope = typeof parsed === "string" ? null : readErrorEnvelope(parsed.body);
    if (status === 429) return ownFailure("refused", "rate_limited", question.read, seen);
    if (!envelope) return unknown(typeof parsed === "string" ? parsed : "not_from_adapty");
    const { code, fields } = envelope;
    const messages = fields.map((field) => field.message);
    const message = sentenceForRefusal(code, messages, question.appName);
    return { ok: false, error: { kind: "refused", code, message, fields, ...seen } };
  }
  if (status < 200 || status >= 300) return unknown("not_from_adapty");
  if (typeof parsed === "string") return unknown(parsed);
  if (question.answers === "nothing") return unknown("not_from_adapty");
  const envelope = envelopeSchema.safeParse(parsed.body);
  if (!envelope.success) return unknown("not_from_adapty");
  const profile = envelope.data.data;
  if (!sameIdentity(question.identity, profile)) return unknown("identity_mismatch");
  return { ok: true, profile, raw: parsed.body, ...requestId };
}
