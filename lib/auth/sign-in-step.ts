/** What a step of signing in over an open form came to; `code`: the password was right, the second factor is still to come. `codesLeft`: of the recovery codes, when one was used. */
export type SignInStep =
  | { step: "done"; codesLeft?: number | undefined }
  | { step: "code" }
  | { error: { code: string; message: string } };
