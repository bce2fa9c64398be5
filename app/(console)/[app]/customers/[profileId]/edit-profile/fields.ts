import { profileLabels } from "@/lib/access/profile-labels";
import { storeName } from "@/lib/access/words";
import { genders, type ProfileUpdate, platforms, profileStores } from "@/lib/adapty/profile-update";

type Plain = Exclude<keyof ProfileUpdate, "custom_attributes" | "installation_meta">;
type Device = keyof NonNullable<ProfileUpdate["installation_meta"]>;

/** Where a field sits in the request body. */
export type FieldPath = Plain | `installation_meta.${Device}`;

export type Option = { value: string; words: string; body: string | number | boolean };

export type ProfileField = {
  path: FieldPath;
  label: string;
  control: "text" | "email" | "tel" | "date" | "country" | "code" | "choice";
  options?: Option[];
  /** Adapty takes no null for it: it can be set, never cleared. */
  fixed?: true;
  hint?: string;
};

const option = (body: Option["body"], words: string): Option => ({ value: String(body), words, body });

const genderWords = { f: "Female", m: "Male", o: "Other" };

export const personFields: ProfileField[] = [
  { path: "first_name", label: profileLabels.first_name, control: "text" },
  { path: "last_name", label: profileLabels.last_name, control: "text" },
  { path: "email", label: profileLabels.email, control: "email" },
  { path: "phone_number", label: profileLabels.phone_number, control: "tel" },
  { path: "birthday", label: profileLabels.birthday, control: "date" },
  {
    path: "gender",
    label: profileLabels.gender,
    control: "choice",
    options: genders.map((gender) => option(gender, genderWords[gender])),
  },
];

export const placeFields: ProfileField[] = [
  { path: "ip_country", label: profileLabels.ip_country, control: "country", fixed: true },
  {
    path: "ip_v4_address",
    label: profileLabels.ip_v4_address,
    control: "code",
    hint: "IPv4, for example 203.0.113.7.",
  },
  { path: "store_country", label: profileLabels.store_country, control: "country", fixed: true },
  {
    path: "store",
    label: profileLabels.store,
    control: "choice",
    options: profileStores.map((store) => option(store, storeName(store))),
  },
  { path: "store_account_token", label: profileLabels.store_account_token, control: "code", hint: "A UUID." },
];

export const privacyFields: ProfileField[] = [
  {
    path: "att_status",
    label: profileLabels.att_status,
    control: "choice",
    options: [option(0, "Not determined"), option(1, "Restricted"), option(2, "Denied"), option(3, "Authorized")],
  },
  {
    path: "analytics_disabled",
    label: profileLabels.analytics_disabled,
    control: "choice",
    options: [option(true, "Yes: no events go to integrations"), option(false, "No: events go to integrations")],
  },
];

const code = (name: Device, label: string): ProfileField => ({
  path: `installation_meta.${name}`,
  label,
  control: "code",
});

export const installationFields: ProfileField[] = [
  { ...code("device_id", "Device id"), fixed: true, hint: "The id this device already has in Adapty." },
  { ...code("device", "Device model"), control: "text" },
  {
    ...code("platform", "Platform"),
    control: "choice",
    options: platforms.map((platform) => option(platform, platform)),
  },
  code("os", "OS version"),
  code("locale", "Locale"),
  code("timezone", "Time zone"),
  code("app_version", "App version"),
  code("app_build", "App build"),
  code("adapty_sdk_version", "Adapty SDK version"),
  code("user_agent", "User agent"),
  code("idfa", "IDFA"),
  code("idfv", "IDFV"),
  code("advertising_id", "Advertising id"),
  code("android_id", "Android id"),
  code("android_app_set_id", "Android app set id"),
];

export const allFields: ProfileField[] = [...personFields, ...placeFields, ...privacyFields, ...installationFields];

export const isInstallation = (path: string) => path.startsWith("installation_meta.");

/** The field of the request body that it is part of. */
export const bodyField = ({ path }: ProfileField) => path.split(".")[0] as keyof ProfileUpdate;
