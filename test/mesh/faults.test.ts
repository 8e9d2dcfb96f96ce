import t, { type Test } from 'tap'
import { Fleet } from '../../bench/faults/fleet.js'
import type { Outcome } from '../../bench/faults/load.js'
import {
  answeredAgain,
  compareWithDone,
  errorsByCode,
  longestGap,
  slowestFailure,
} from '../../bench/faults/reading.js'
import { everythingDone } from '../../bench/faults/record.js'
import { allReady, pause, RunUnderLoad } from '../../bench/faults/run-under-load.js'

/**
 * The short versions of `npm run faults`: counts and codes are exact, times are those of a busy
 * machine. docs/faults.md has the strict ones.
 */
t.setTimeout(90_000)

const rates = { safe: 100, unsafe: 50, events: 20 }

// One mesh for the faults of a member, in turn: starting processes is what takes the time.
const run = await RunUnderLoad.start('ours', { rates, calmFor: 500 })
t.teardown(() => run.close())

/** Wait until a member answers what was sent after an instant. */
async function answersAgain(name: string, from: number): Promise<boolean> {
  const end = Date.now() + 15_000
  while (answeredAgain(run.outcomes, name, from) === null) {
    if (Date.now() > end) return false
    await pause(50)
  }
  return true
}

/** What holds for all calls so far, whatever happened. */
function holdsSoFar(t: Test, outcomes: readonly Outcome[] = run.outcomes): void {
  t.same(errorsByCode(outcomes, 'safe'), {}, 'no safe call failed')
  const { twiceDone, acknowledgedNotDone } = compareWithDone(
    outcomes,
    everythingDone(run.fleet.folder),
  )
  t.equal(twiceDone, 0, 'nothing was done twice')
  t.equal(acknowledgedNotDone, 0, 'what was acknowledged was done')
}

t.test('a stalled event loop: the others answer, and it is not dead for good', async (t) => {
  await run.b.tell('stall', { milliseconds: 2_000 })
  const fault = Date.now()
  await pause(2_020)
  const over = Date.now()
  t.ok(await answersAgain('b', over), 'it answers again')
  holdsSoFar(t)
  const gap = longestGap(run.outcomes, fault, over)
  t.ok(gap < 1_500, `answers went on (longest gap ${gap} ms)`)
  t.ok(
    run.outcomes.some(({ by, sentAt, endedAt }) => by === 'a' && sentAt > fault && endedAt < over),
    'the other one answered meanwhile',
  )
})

t.test('SIGSTOP of one of two: traffic goes round it, and it comes back', async (t) => {
  const fault = Date.now()
  run.b.signal('SIGSTOP')
  await pause(4_000)
  const over = Date.now()
  run.b.signal('SIGCONT')
  t.ok(await answersAgain('b', over), 'it comes back by itself')
  holdsSoFar(t)
  const settled = run.outcomes.filter(
    ({ sentAt }) => sentAt > fault + 2_000 && sentAt < over - 1_000,
  )
  const hurt = settled.filter(({ by, endedAt }) => by !== 'a' || endedAt > over)
  t.ok(settled.length > 50, `${settled.length} calls were sent meanwhile`)
  t.equal(hurt.length, 0, 'and the other one answered all of them')
})

t.test('kill -9 of one of two: no safe call fails, no unsafe one is done twice', async (t) => {
  const fault = Date.now()
  run.b.signal('SIGKILL')
  await pause(1_500)
  await run.rest()
  holdsSoFar(t)
  const failed = run.outcomes.filter(({ code, endedAt }) => code !== undefined && endedAt >= fault)
  const others = failed.filter(({ code }) => code !== 'mesh/outcome-unknown')
  t.same(others, [], 'unsafe calls: mesh/outcome-unknown and nothing else')
  const late = failed.filter(({ sentAt }) => sentAt > fault + 1_000)
  t.equal(late.length, 0, 'whoever is dead is asked no more')
  const slowest = slowestFailure(failed, fault)
  t.ok(slowest < 2_000, `failed at once (${slowest} ms)`)
  t.ok(answeredAgain(run.outcomes, 'a', fault + 500) !== null, 'the other one answers')
  t.equal((await run.heardBy(run.a)).lost, 0, 'and heard every event, all the while')
})

t.test('nobody waits longer than they want to, and nobody works for nobody', async (t) => {
  const fleet = await Fleet.open('ours')
  t.teardown(() => fleet.close())
  const a = fleet.start('a', 'answerer')
  const caller = fleet.start('caller', 'caller')
  await allReady([fleet.startBase(0), a, caller])
  t.ok(await caller.tell('meet', { names: ['a'], patience: 20_000 }))

  const late = await caller.tell('hurried', { id: 'late', patience: 0 })
  t.equal(late.code, 'mesh/too-late', 'whose time has passed')

  const stalled = 2_000
  await a.tell('stall', { milliseconds: stalled })
  await pause(100)
  const hurried = await caller.tell('hurried', { id: 'hurried', patience: 300 })
  t.equal(hurried.code, 'mesh/too-late', 'whose time passes under way')
  const waited = hurried.endedAt - hurried.sentAt
  t.ok(waited >= 299 && waited < stalled - 200, `waited ${waited} ms of 300`)
  await pause(stalled)
  t.ok(await caller.tell('meet', { names: ['a'], patience: 10_000 }), 'it answers again')
  const patient = await caller.tell('hurried', { id: 'patient', patience: 10_000 })
  t.equal(patient.by, 'a')
  const done = everythingDone(fleet.folder)
  t.same([...done.keys()], ['patient'], 'what nobody waited for any more was not begun')
})
