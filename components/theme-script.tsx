const applyStoredTheme = `try{var t=localStorage.getItem("theme");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;

/** Applies the stored theme before the first paint. Browsers hide the nonce from the DOM, hence the suppressed warning. */
export function ThemeScript({ nonce }: { nonce: string | undefined }) {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, and a script must run before paint
    <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: applyStoredTheme }} />
  );
}
