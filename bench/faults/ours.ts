import { join } from 'node:path'
import { serviceContext } from '../../shared/message/context.js'
import { emitAs } from '../../shared/message/emit.js'
import type { Host } from '../../shared/message/host.js'
import { type Hostable, plugin, type Tools } from '../../shared/message/plugin.js'
import { meshSecret } from '../../shared/secrets.js'
import { type Service, startService } from '../../shared/service.js'
import { count, happened, read, workTime, write } from './messages.js'
import type { Record } from './record.js'
import type { Place, Side } from './side.js'

const after = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Called when this member missed events because it was too slow for them, once it has caught up. */
type Missing = Host & { readonly missed?: Set<() => void> }

/** Note the events, and being told that some were missed. */
function listen(record: Record, { on, host }: Pick<Tools, 'on' | 'host'>): void {
  on(happened, ({ from, number }) => {
    record.hear(from, number)
  })
  ;(host as Missing).missed?.add(() => {
    record.missed += 1
  })
}

const listening = (record: Record) =>
  plugin('hear', ({ answer, ...tools }) => {
    answer(count, () => ({ missed: record.missed }))
    listen(record, tools)
  })

/** The role of the load, as any plugin would be written. */
const answering = (record: Record) =>
  plugin('load', ({ answer, ...tools }) => {
    answer(read, async () => {
      await after(workTime.read)
      return { by: record.name }
    })
    answer(write, async ({ id }) => {
      record.done(id)
      await after(workTime.write)
      return { by: record.name }
    })
    listen(record, tools)
  })

function start(place: Place, plugins: readonly Hostable[], basePort?: number): Promise<Service> {
  const { name, host, bases, folder } = place
  const base = basePort === undefined ? {} : { basePort }
  const mesh = { host, bases, secret: meshSecret(folder), ...base }
  return startService({ name, plugins, dataDir: join(folder, name), mesh })
}

/** Nothing is configured but where the members are. */
export const ours: Side = {
  async base(place, port) {
    await start(place, [], port)
  },
  async answerer(place, record) {
    await start(place, [answering(record)])
  },
  async listener(place, record) {
    await start(place, [listening(record)])
  },
  async caller(place) {
    const service = await start(place, [])
    return {
      safe: async (id) => (await service.ask()(read, { id })).by,
      unsafe: async (id, patience) => {
        const context = patience === undefined ? {} : { deadline: Date.now() + patience }
        return (await service.ask(context)(write, { id })).by
      },
      emit: (from, number, padding) => {
        emitAs(service.host, happened, { from, number, padding }, serviceContext())
      },
    }
  },
}
