import { expect, test } from 'vitest'
import { initials } from './initials'

test.each([
  ['Legal', 'LE'],
  ['Élodie Marchand-Fürstenberg', 'ÉM'],
  ['Ana de la Vega', 'AV'],
  ['דנה לוי', 'דל'],
  ['👩‍🚀', '👩‍🚀'],
  ['', ''],
])('“%s” has “%s”', (name, letters) => expect(initials(name)).toBe(letters))
