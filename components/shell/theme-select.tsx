'use client'
import { useState } from 'react'
import { setPreference, THEMES, type Theme } from '@/components/preferences'
import { Select } from '@/components/ui/select'

const LABELS: Record<Theme, string> = { system: 'As this device', light: 'Light', dark: 'Dark' }

export function ThemeSelect({ theme: initial, id }: { theme: Theme; id: string }) {
  const [theme, setTheme] = useState(initial)
  const choose = (next: Theme) => {
    setTheme(next)
    setPreference('theme', next)
    if (next === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = next
  }
  return (
    <Select id={id} value={theme} onChange={({ target }) => choose(target.value as Theme)}>
      {THEMES.map((one) => (
        <option key={one} value={one}>
          {LABELS[one]}
        </option>
      ))}
    </Select>
  )
}
