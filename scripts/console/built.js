import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath, URL } from 'node:url'

/**
 * Run a built script: `node scripts/console/built.js act …`. It builds only when there is no build yet:
 * a mesh that runs was built by `npm start`, and whoever joins it should be as it is, and quick.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const [name = '', ...rest] = process.argv.slice(2)
const script = new URL(`../../dist/scripts/${name}.js`, import.meta.url)

if (!existsSync(script)) {
  process.stderr.write('Building, once …\n')
  // Standard output belongs to the script.
  const stdio = ['ignore', 2, 2]
  const built = spawnSync('npm run --silent build', { cwd: root, shell: true, stdio })
  if (!existsSync(script)) process.exit(built.status || 1)
}
process.argv = [process.argv[0], fileURLToPath(script), ...rest]
await import(script.href)
