import { bases } from './bases.js'
import { kill } from './kill.js'
import { partition } from './partition.js'
import { stall } from './stall.js'
import { slow } from './slow.js'
import { soak } from './soak.js'
import { stop } from './stop.js'
import { sideNames } from './side.js'

const all = { kill, stop, bases, partition, stall, slow, soak }
const names = process.argv[2]?.split(',') ?? Object.keys(all)
for (const name of names) {
  for (const side of process.argv[3] ? [process.argv[3] as 'ours'] : sideNames) {
    const found = await all[name as 'kill'].run(side, process.argv[4] === 'short')
    console.log(name, side, JSON.stringify(found, null, 1))
  }
}
