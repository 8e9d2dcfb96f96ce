/** The ninety days as a story: how much strength there was on each, and when nothing was asked. */
export const storyLength = 90

/**
 * A good start, a slow slide, a low week and an illness in it, then back in small steps.
 * `[day, strength]`, straight lines between; day 0 is the oldest.
 */
const turns: readonly (readonly [day: number, strength: number])[] = [
  [0, 0.6],
  [9, 0.8],
  [26, 0.86],
  [37, 0.7],
  [44, 0.45],
  [47, 0.14],
  [54, 0.16],
  [59, 0.4],
  [67, 0.7],
  [78, 0.86],
  [89, 0.88],
]

/** How much strength there was on a day, 0 to 1. */
export function strengthOn(day: number): number {
  const next = turns.findIndex(([at]) => at >= day)
  const [toDay, to] = turns[next < 0 ? turns.length - 1 : next] ?? [day, 0.5]
  const [fromDay, from] = turns[Math.max(0, next - 1)] ?? [day, 0.5]
  if (toDay === fromDay) return to
  return from + ((to - from) * (day - fromDay)) / (toDay - fromDay)
}

/** Why a day was skipped by everything; nothing on all others. */
export function skippedFor(day: number): string | undefined {
  if (day >= 50 && day <= 52) return 'ill'
  return day === 31 ? 'visiting my sister' : undefined
}
