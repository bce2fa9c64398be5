import type { Answer, EmptyAnswer } from "./answer";

/** An answer of Adapty, with each of these keys hidden wherever it is repeated. */
export function withoutKeys<Given extends Answer | EmptyAnswer>(answer: Given, keys: string[]): Given {
  if (answer.ok || !keys.some((key) => JSON.stringify(answer.error).includes(key))) return answer;
  const hide = (text: string) => keys.reduce((left, key) => left.replaceAll(key, "[secret key]"), text);
  const fields = answer.error.fields.map(({ field, message }) => ({
    field: field && hide(field),
    message: hide(message),
  }));
  const { requestId, ...error } = answer.error;
  return {
    ...answer,
    error: {
      ...error,
      code: hide(error.code),
      message: hide(error.message),
      fields,
      ...(requestId !== undefined && { requestId: hide(requestId) }),
    },
  };
}
