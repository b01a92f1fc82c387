import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes so many small files; answers with their paths. */
export async function writeNotes(folder: string, count: number): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const paths = Array.from({ length: count }, (_, index) => join(folder, `note ${index + 1}.txt`))
  await Promise.all(paths.map((path) => writeFile(path, `This is ${path}.`)))
  return paths
}
