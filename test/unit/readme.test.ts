import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { project } from '../helper/processes.js'
import {
  jsonDifferences,
  readme,
  rowsOf,
  section,
  settingRows,
  textFits,
  tourOf,
} from '../helper/readme.js'

interface Package {
  readonly scripts: Record<string, string>
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
}

const read = (path: string): string => readFileSync(join(project, path), 'utf8')
const manifest = JSON.parse(read('package.json')) as Package

t.test('the two commands', async (t) => {
  const blocks = [...section(readme(), 'Start').matchAll(/^```sh\n([^]*?)^```$/gm)]
  t.same(
    blocks.map((block) => block[1]),
    ['npm ci && npm start\n', 'npm ci && npm test\n'],
  )
})

t.test('every script that is named is there', async (t) => {
  const named = new Set([...readme().matchAll(/npm run (?:--silent )?([a-z]+)/g)].map((m) => m[1]))
  t.ok(named.size > 5)
  t.same(
    [...named].filter((name) => !(String(name) in manifest.scripts)),
    [],
  )
})

t.test('the table of settings is that of the configuration', async (t) => {
  t.same(rowsOf(section(readme(), 'Settings')), settingRows())
})

t.test('every package is named, where it belongs, with what it is for', async (t) => {
  const [runtime = '', development = ''] = section(readme(), 'Packages').split('For development:')
  const namesOf = (text: string) => rowsOf(text).map(([name = '']) => name.replaceAll('`', ''))
  t.same(namesOf(runtime), Object.keys(manifest.dependencies).sort())
  t.same(namesOf(development), Object.keys(manifest.devDependencies).sort())
  const decided = read('docs/decisions/0013-dependencies.md')
  const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  t.same(
    all.filter((name) => !decided.includes(`\`${name}\``)),
    [],
    'the decision record names them, too',
  )
})

t.test('every document links to what is there', async (t) => {
  const decisions = readdirSync(join(project, 'docs', 'decisions'))
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'docs/architecture.md',
    'docs/facts.md',
    ...decisions.map((name) => `docs/decisions/${name}`),
  ]
  for (const document of documents) {
    const links = [...read(document).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
    const missing = links
      .map(([, link = '']) => link)
      .filter((link) => !existsSync(join(project, dirname(document), link)))
    t.same(missing, [], document)
  }
})

t.test('the comparison of the tour sees what differs', async (t) => {
  t.same(jsonDifferences({ id: '…', n: 1 }, { n: 1, id: 'x' }), [])
  t.same(jsonDifferences({ at: '…' }, { at: 17 }), [])
  t.same(jsonDifferences({ strength: '0.05…' }, { strength: 0.0519 }), [])
  t.same(jsonDifferences({ strength: '0.05…' }, { strength: 0.6 }), ['$.strength'])
  t.same(jsonDifferences({ id: '…' }, {}), ['$.id'])
  t.same(jsonDifferences({ a: 1 }, { a: 1, b: 2 }), ['$.b'])
  t.same(jsonDifferences([{ a: 1 }], [{ a: 2 }]), ['$.0.a'])
  t.same(jsonDifferences([1, 2], [1]), ['$'])
  t.same(jsonDifferences({ say: ['Kept!'] }, { say: ['Well done.'] }), [])
  t.same(jsonDifferences({ say: ['Kept!'] }, { say: [] }), ['$.say'])
  t.ok(textFits('a … c\n', 'a b c\n'))
  t.notOk(textFits('a … c\n', 'a b d\n'))
  t.ok(textFits('a\n…\nd\n', 'a\nb\nc\nd\n'))
  t.notOk(textFits('a\nd\n', 'a\nb\nd\n'))
  t.notOk(textFits('a.c\n', 'abc\n'))
})

t.test('the steps of a tour', async (t) => {
  const block = (kind: string, text: string) => `\`\`\`${kind}\n${text}\n\`\`\`\n`
  const inside = `${block('sh', 'one')}so:\n${block('json', '{}')}${block('sh', 'two')}`
  t.same(tourOf(`${block('sh', 'no')}<!-- tour -->\n${inside}<!-- /tour -->`), [
    { commands: 'one\n', expected: { kind: 'json', text: '{}\n' } },
    { commands: 'two\n' },
  ])
  t.throws(() => tourOf(`<!-- tour -->\n${block('json', '{}')}<!-- /tour -->`))
})
