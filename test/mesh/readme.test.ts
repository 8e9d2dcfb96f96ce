import t from 'tap'
import { MeshProcesses } from '../helper/processes.js'
import { jsonDifferences, readme, Shell, textFits, tourOf } from '../helper/readme.js'

const documented = '127.0.0.1:8080'

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? ''

t.test('the tour of the README does what it says', async (t) => {
  const mesh = await MeshProcesses.start(t)
  const here = (text: string) => text.replaceAll(documented, new URL(mesh.url).host)
  const shell = new Shell(mesh.environment)
  t.teardown(() => shell.close())

  const steps = tourOf(readme())
  t.ok(steps.length > 10, 'there is a tour')
  for (const { commands, expected } of steps) {
    const name = firstLine(commands)
    const { output, errors, status } = await shell.run(here(commands))
    t.equal(status, 0, `${name}: ends well`, { errors })
    if (expected === undefined) {
      t.equal(output.trim(), '', `${name}: writes nothing`)
      continue
    }
    const wanted = here(expected.text)
    if (expected.kind === 'text') {
      t.ok(textFits(wanted, output), `${name}: writes what is shown`, { wanted, output, errors })
      continue
    }
    const shown: unknown = JSON.parse(wanted)
    const written: unknown = JSON.parse(output || 'null')
    t.same(jsonDifferences(shown, written), [], `${name}: answers what is shown`, {
      wanted,
      output,
      errors,
    })
  }
  const secrets = ['a long walk at dawn', 'ten minutes', 'I did yoga yesterday']
  for (const secret of secrets) {
    t.notOk(mesh.output.includes(secret), `no log says "${secret}"`)
  }
})
