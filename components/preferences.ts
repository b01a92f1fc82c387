// What a browser remembers about its reader, in cookies, so that the server's first answer is already right. Nothing that
// matters to anybody else: no consent is asked for it.

export const PREFERENCES = { theme: 'countersign.theme', zone: 'countersign.zone' } as const

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const YEAR = 365 * 24 * 60 * 60

export function setPreference(name: keyof typeof PREFERENCES, value: string): void {
  document.cookie = `${PREFERENCES[name]}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR}; SameSite=Lax`
}

export function asTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system'
}

/** A cookie is anybody's text: a zone that Intl does not know would throw at the first date. */
export function asTimeZone(value: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: value ?? 'UTC' }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
