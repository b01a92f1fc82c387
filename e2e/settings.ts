/** A variable of the server under test, as the set-up left it. */
export function setting(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`The set-up of the specs did not set ${name}.`)
  return value
}
