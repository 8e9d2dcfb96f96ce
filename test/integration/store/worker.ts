/** What the tests of several processes run: a job by name, on a store in a folder. Without a job, nothing. */
import { writeSync } from 'node:fs'
import { once } from 'node:events'
import { CodedError } from '../../../shared/errors.js'
import { SqliteStore } from '../../../shared/store/sqlite/store.js'
import { migrations, raceEntities } from './fixtures.js'

const [, , job, folder = '', ...rest] = process.argv
/** At once, past Node's buffers: what the parent has read was said before a kill. */
const say = (line: string): void => void writeSync(1, `${line}\n`)

async function go(): Promise<void> {
  say('ready')
  await once(process.stdin, 'data')
  process.stdin.destroy()
}

function open(withMigrations = false): SqliteStore {
  const store = new SqliteStore({
    folder,
    entities: raceEntities,
    patience: 20_000,
    ...(withMigrations ? { migrations } : {}),
  })
  store.bases.start()
  return store
}

const jobs: Record<string, () => Promise<void>> = {
  /** So many rows, a few in flight. */
  async write() {
    const [who = '', count = '0'] = rest
    const store = open()
    let next = 0
    const line = async (): Promise<void> => {
      while (next < Number(count)) {
        const n = next++
        const { id } = await store.save('race/row', { who, n })
        say(id)
      }
    }
    await Promise.all([line(), line(), line(), line()])
    await store.bases.close()
  },

  /** So many increments of one counter, each only if nobody else was faster. */
  async count() {
    const store = open()
    for (let done = 0; done < Number(rest[0]);) {
      const row = await store.load('race/counter', 'one')
      const value = row === null ? 0 : (row['value'] as number)
      try {
        await store.together({
          base: 'race',
          writes: [
            {
              save: 'race/counter',
              data: { id: 'one', value: value + 1 },
              expect: row === null ? null : { value },
            },
          ],
        })
        done++
      } catch (error) {
        if (!(error instanceof CodedError) || error.code !== 'store/stale') throw error
      }
    }
    await store.bases.close()
  },

  /** One row that only one can have, in several rounds. */
  async unique() {
    await go()
    const store = open()
    for (let round = 0; round < 40; round++) {
      try {
        await store.save('race/name', { name: `round ${round}`, who: rest[0] })
        say(`${round} won`)
      } catch (error) {
        if (!(error instanceof CodedError)) throw error
        say(`${round} ${error.code} ${JSON.stringify(error.details)}`)
      }
    }
    await store.bases.close()
  },

  /** Write until killed: single rows and pairs, each said when acknowledged. */
  async until() {
    const store = open()
    for (let n = 0; ; n++) {
      const pair = `${process.pid}-${n}`
      const writes = ['left', 'right'].map((side) => ({
        save: 'race/pair',
        data: { pair, side, pad: 'x'.repeat(500) },
      }))
      await Promise.all([
        store.save('race/row', { n }).then(({ id }) => say(`row ${id}`)),
        store.together({ base: 'race', writes }).then(() => say(`pair ${pair}`)),
      ])
    }
  },

  /** Open at the same time as others, with migrations to do. */
  async migrate() {
    await go()
    const store = open(true)
    say(JSON.stringify(store.bases.reports))
    await store.bases.close()
  },
}

if (job !== undefined && Object.hasOwn(jobs, job)) await jobs[job]?.()
