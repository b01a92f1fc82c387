import { Body } from '@react-email/body'
import { Button } from '@react-email/button'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Hr } from '@react-email/hr'
import { Html } from '@react-email/html'
import { Text } from '@react-email/text'
import type { ReactNode } from 'react'
import { DARK, INK, INK_2, LINE, SANS, SEAL } from './colours'

// What people typed comes in as children and attributes only, which React escapes. No image, no script, no font, nothing
// that is loaded: opening a message tells nobody.

type SheetProps = { title: string; preview: string; organisation: string; foot: ReactNode; children: ReactNode }

/** The sheet that every message is written on. */
export function Sheet({ title, preview, organisation, foot, children }: SheetProps) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{DARK}</style>
      </Head>
      <Body style={{ margin: 0, padding: '24px 16px', fontFamily: SANS }}>
        {/* What lists of messages show after the subject. */}
        <div style={{ display: 'none', maxHeight: 0, overflow: 'hidden' }}>{preview}</div>
        <Container style={{ maxWidth: 520, margin: '0 auto' }}>
          <Text className="ink2" dir="auto" style={{ ...small, margin: '0 0 20px', fontWeight: 600 }}>
            {organisation}
          </Text>
          {children}
          <Hr className="line" style={{ borderColor: LINE, margin: '24px 0 12px' }} />
          <Text className="ink2" style={{ ...small, margin: 0 }}>
            {foot}
          </Text>
        </Container>
      </Body>
    </Html>
  )
}

const small = { color: INK_2, fontSize: 13, lineHeight: '20px' } as const

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={{ color: INK, fontSize: 16, lineHeight: '24px', margin: '0 0 16px' }}>
      {children}
    </Text>
  )
}

export function Small({ children }: { children: ReactNode }) {
  return (
    <Text className="ink2" style={{ ...small, margin: '8px 0 16px' }}>
      {children}
    </Text>
  )
}

/** What somebody wrote, line by line, each in its own direction. */
export function Quote({ text }: { text: string }) {
  return (
    <div className="line" style={{ borderLeft: `3px solid ${LINE}`, paddingLeft: 14, margin: '0 0 16px' }}>
      {text.split('\n').map((line, index) => (
        <p
          key={index}
          className="ink"
          dir="auto"
          style={{ color: INK, fontSize: 16, lineHeight: '24px', margin: 0, minHeight: 24 }}
        >
          {line}
        </p>
      ))}
    </div>
  )
}

/** A name that somebody gave: it keeps its direction to itself. */
export function Name({ children }: { children: string }) {
  return (
    <bdi>
      <strong style={{ wordBreak: 'break-word' }}>{children}</strong>
    </bdi>
  )
}

export function Action({ href, children }: { href: string; children: string }) {
  return (
    <Button
      className="seal"
      href={href}
      style={{
        backgroundColor: SEAL,
        borderRadius: 7,
        color: '#ffffff',
        fontSize: 15,
        fontWeight: 600,
        padding: '11px 20px',
        textDecoration: 'none',
      }}
    >
      {children}
    </Button>
  )
}
