import { join } from 'node:path'
import { ESLint } from 'eslint'
import t from 'tap'
import { project } from '../helper/processes.js'

t.test('the lint rule keeps the direction of imports', async (t) => {
  const eslint = new ESLint({ cwd: project })
  const faults = async (file: string, from: string) => {
    const text = `import { x } from '${from}'\nexport const y = x\n`
    const [result] = await eslint.lintText(text, { filePath: join(project, file) })
    return (result?.messages ?? []).filter((one) => one.ruleId === 'no-restricted-imports').length
  }
  for (const [file, from] of [
    ['plugins/mood/mood.ts', '../habit/messages.js'],
    ['plugins/mood/mood.ts', '../../shared/errors.js'],
    ['plugins/mood/mood.ts', './messages.js'],
    ['plugins/chat/act/log.ts', '../../habit/messages.js'],
    ['plugins/chat/act/log.ts', '../understand/types.js'],
    ['plugins/chat/act/log.ts', '../../../shared/day.js'],
    ['gateway/gateway.ts', '../plugins/user/messages.js'],
    ['gateway/gateway.ts', '../plugins/messages.js'],
    ['services/habit.ts', '../plugins/habit/habit.js'],
  ] as const) {
    t.equal(await faults(file, from), 0, `${file} may import ${from}`)
  }
  for (const [file, from] of [
    ['plugins/mood/mood.ts', '../habit/habit.js'],
    ['plugins/mood/mood.ts', '../habit/entities.js'],
    ['plugins/mood/mood.ts', '../../gateway/app.js'],
    ['plugins/mood/mood.ts', '../../services/habit.js'],
    ['plugins/chat/act/log.ts', '../../habit/days.js'],
    ['plugins/chat/act/log.ts', '../../../gateway/app.js'],
    ['shared/service.ts', '../plugins/messages.js'],
    ['shared/mesh/mesh.ts', '../../gateway/app.js'],
    ['gateway/gateway.ts', '../plugins/habit/habit.js'],
    ['gateway/gateway.ts', '../services/all.js'],
  ] as const) {
    t.equal(await faults(file, from), 1, `${file} may not import ${from}`)
  }
})
