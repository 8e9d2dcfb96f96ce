import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The nearest package.json above this file: the same for the sources and for what is built of them. */
function packageVersion(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (let depth = 0; depth < 5; depth += 1, folder = dirname(folder)) {
    try {
      const text = readFileSync(join(folder, 'package.json'), 'utf8')
      return (JSON.parse(text) as { version: string }).version
    } catch {
      // Not here; look one folder up.
    }
  }
  return 'unknown'
}

/** The version of the product. */
export const version = packageVersion()
