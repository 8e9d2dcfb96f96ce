import { type CallFigures, codesText, promise, type Promised, total } from './figures.js'

type DoneFigures = Pick<CallFigures, 'twiceDone' | 'acknowledgedNotDone'>

/** What must hold whatever happens. */
export const neverTwice = (figures: DoneFigures): Promised[] => [
  promise('nothing unsafe is done twice', figures.twiceDone === 0, figures.twiceDone),
  promise(
    'what was said to be done was done',
    figures.acknowledgedNotDone === 0,
    figures.acknowledgedNotDone,
  ),
]

export const noSafeFails = (figures: Pick<CallFigures, 'safeErrors'>): Promised =>
  promise('no safe call fails', total(figures.safeErrors) === 0, codesText(figures.safeErrors))

/** @param value null: not within the run */
export const within = (
  says: string,
  value: number | null | undefined,
  limit: number,
  unit = 'ms',
): Promised =>
  promise(
    says,
    value !== null && value !== undefined && value < limit,
    value === null || value === undefined ? 'not in this run' : `${Math.round(value)} ${unit}`,
  )
