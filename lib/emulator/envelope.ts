import type { ErrorEnvelope } from "@/lib/adapty/errors";

/** An answer that refuses: thrown anywhere below a route, written by `envelope` in Adapty's error shape. */
export class Refusal extends Error {
  constructor(
    readonly status: 400 | 401 | 404 | 413 | 500,
    readonly code: string,
    readonly source: string | null,
    message: string,
  ) {
    super(message);
  }
}

/** Adapty's error body, always in the shape `[{source, errors}]`. Source: OpenAPI ErrorResponse. */
export const envelope = ({ status, code, source, message }: Refusal): ErrorEnvelope => ({
  errors: [{ source, errors: [message] }],
  error_code: code,
  status_code: status,
});

export const notAuthenticated = () =>
  new Refusal(401, "not_authenticated", "non_field_errors", "Authentication credentials were not provided.");

export const profileNotFound = () => new Refusal(404, "profile_does_not_exist", null, "Profile not found");

export const valueError = (source: string | null, message: string) => new Refusal(400, "value_error", source, message);

export const notImplemented = (method: string, path: string) =>
  new Refusal(404, "not_found", null, `The emulator does not implement ${method} ${path}`);
