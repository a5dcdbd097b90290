import { useFetchers } from '@remix-run/react'

export type Theme = 'light' | 'dark'

const themes: readonly string[] = ['light', 'dark']
const isTheme = (value: unknown): value is Theme => typeof value === 'string' && themes.includes(value)

/** The theme remembered in a cookie header; undefined where the system decides. */
export function themeIn(cookies: string | null): Theme | undefined {
  const value = cookies?.match(/(?:^|;\s*)theme=(\w+)/)?.[1]
  return isTheme(value) ? value : undefined
}

/** The cookie that remembers a choice for a year; anything but a theme forgets it. */
export const themeCookie = (choice: unknown) =>
  `theme=${isTheme(choice) ? choice : ''}; Path=/; SameSite=Lax; Max-Age=${isTheme(choice) ? 31_536_000 : 0}`

/** The theme on screen: what is being chosen right now, before the server has answered, else what is remembered. */
export function useTheme(remembered: Theme | undefined): Theme | undefined {
  const choosing = useFetchers().find((fetcher) => fetcher.formAction === '/theme')
  if (!choosing?.formData) return remembered
  const choice = choosing.formData.get('theme')
  return isTheme(choice) ? choice : undefined
}
