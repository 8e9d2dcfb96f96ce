import { parseArgs } from 'node:util'
import { readConfig } from '../shared/config.js'
import { isZone } from '../shared/day.js'
import { CodedError } from '../shared/errors.js'
import { DemoError } from './demo/api.js'
import { demo, type DemoOptions } from './demo/demo.js'
import { report } from './demo/report.js'

/** `npm run demo [-- --url http://127.0.0.1:8080]`: somebody to look at, made by the public API. */
const usage = `npm run demo [-- --url <url>] [--seed <number>] [--zone <IANA zone>]

Makes a new person with five habits and ninety days, and prints how to sign in.
`

/** Where `npm start` of this configuration listens. */
function defaultUrl(): string {
  const { host, port } = readConfig(process.env)
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** The zone of this machine, unless it has none to speak of, as most servers. */
function defaultZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return timeZone.includes('/') && !timeZone.startsWith('Etc/') ? timeZone : 'Europe/Berlin'
}

function readOptions(): DemoOptions | undefined {
  const text = { type: 'string' } as const
  const options = { url: text, seed: text, zone: text, help: { type: 'boolean' } } as const
  const { values } = parseArgs({ options })
  if (values.help === true) return undefined
  const { url = defaultUrl(), seed = '1', zone = defaultZone() } = values
  if (!/^https?:\/\/./.test(url)) throw new TypeError('--url must begin with http:// or https://')
  if (!/^\d{1,9}$/.test(seed)) throw new TypeError('--seed must be a whole number')
  if (!isZone(zone)) throw new TypeError('--zone must be an IANA zone, such as Europe/Berlin')
  return { url, seed: Number(seed), zone }
}

/** Make the person and print the report; gives the exit code. */
async function main(): Promise<number> {
  let options: DemoOptions | undefined
  try {
    options = readOptions()
  } catch (error) {
    const why =
      error instanceof CodedError ? JSON.stringify(error.details) : (error as Error).message
    process.stderr.write(`${why}\n\n${usage}`)
    return 2
  }
  if (options === undefined) {
    process.stdout.write(usage)
    return 0
  }
  const started = performance.now()
  try {
    const result = await demo(options)
    const seconds = ((performance.now() - started) / 1_000).toFixed(1)
    process.stdout.write(report(result, seconds))
    return 0
  } catch (error) {
    if (!(error instanceof DemoError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

process.exitCode = await main()
