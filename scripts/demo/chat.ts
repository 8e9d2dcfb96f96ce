import type { Api } from './api.js'

/** One turn of the demo's conversation: what was said, and the answer or why there was none. */
export interface DemoTurn {
  readonly text: string
  readonly said: readonly string[] | undefined
  readonly status: number
  readonly code: string | undefined
}

const texts = [
  'I did yoga today',
  'ran 4 km this morning and read 22 pages',
  'how am I doing with reading?',
]

/** Say a few things, one after the other as people do. A chat that is not there ends nothing. */
export async function talk(api: Api): Promise<DemoTurn[]> {
  const turns: DemoTurn[] = []
  for (const text of texts) {
    const { status, body } = await api.send<{ say?: string[]; code?: string }>(
      'POST',
      '/api/chat',
      { text },
    )
    turns.push({ text, status, said: body.say, code: body.code })
  }
  return turns
}
