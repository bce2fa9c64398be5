import { PASSWORD_MAX, PASSWORD_MIN } from "@/lib/auth/password";
import { Field } from "./field";
import { TextInput } from "./text-input";

/** Where a new account's password is chosen. */
export function NewPasswordField() {
  return (
    <Field label="Password" hint={`${PASSWORD_MIN} characters or more, not easy to guess.`}>
      <TextInput
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={PASSWORD_MIN}
        maxLength={PASSWORD_MAX}
      />
    </Field>
  );
}
