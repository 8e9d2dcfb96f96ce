import { table } from '../console/table.js'
import type { DemoResult } from './demo.js'

const rowOf = (name: string, stats: DemoResult['stats'][number]): string[] => {
  const { kept, streak, comeback, strength } = stats
  const { medianDays } = comeback
  const after =
    medianDays === undefined
      ? ''
      : `, after ${medianDays} ${medianDays === 1 ? 'day' : 'days'} as a rule`
  return [
    name,
    `${kept.kept} of ${kept.asked} ${streak.unit}s`,
    `${streak.current} now, best ${streak.best}`,
    `${comeback.times}${after}`,
    `${Math.round(strength * 100)} %`,
  ]
}

function turnLines({ turns }: DemoResult): string[] {
  return turns.flatMap(({ text, said, status, code }) => [
    `  “${text}”`,
    ...(said === undefined
      ? [`    (the chat did not answer: ${status} ${code ?? ''})`]
      : said.map((line) => `    ${line}`)),
  ])
}

/** What was made, and how to sign in. */
export function report(result: DemoResult, seconds: string): string {
  const { url, email, password, zone, recorded, habits, stats } = result
  const rows = habits.map(({ name }, at) => {
    const of = stats[at]
    return of === undefined ? [name] : rowOf(name, of)
  })
  const header = ['HABIT', 'KEPT', 'STREAK', 'COMEBACKS', 'STRENGTH']
  const body = JSON.stringify({ email, password })
  return `
A new person with ${habits.length} habits and ninety days, ${recorded} of their days recorded (${seconds} s).

${table([header, ...rows])
  .map((line) => `  ${line}`)
  .join('\n')}

A few words with the chat:

${turnLines(result).join('\n')}

Sign in:

  e-mail    ${email}
  password  ${password}
  zone      ${zone}

  curl -s ${url}/api/user/login -H 'Content-Type: application/json' -d '${body}'

Or in this person’s name, without the password:

  npm run --silent act -- role:habit,cmd:list --as ${email}
`
}
