import '@fontsource-variable/geist'
import '@fontsource-variable/geist-mono'
import '@fontsource-variable/newsreader'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { asTheme, PREFERENCES } from '@/components/preferences'

export const metadata: Metadata = {
  title: { default: 'Countersign', template: '%s · Countersign' },
  description: 'Share documents from a bucket that is never public.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#0c1112' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every answer carries its own nonce, so no page may be made before its request.
  await connection()
  const theme = asTheme((await cookies()).get(PREFERENCES.theme)?.value)
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme}>
      <body>{children}</body>
    </html>
  )
}
