/** When it did not understand, when it should stop, and when a service is down. The fault is its own. */
import type { Act } from '../../acts.js'
import type { Sentences } from '../../locale.js'

export const repairSays = {
  'not-understood-1': {
    usual: [
      'I am not sure that I got that. Did you mean one of these?',
      'That one slipped past me. Is it one of these?',
      'I did not quite follow, sorry. Maybe this?',
      'Let me check before I write anything: was it one of these?',
      'I could read that in more than one way. Which fits?',
    ],
  },
  'not-understood-2': {
    usual: [
      'I am still not with you, sorry. What I know: habits you did or left out, your mood, "how am I doing?", and "undo".',
      'My understanding is small. Try "did yoga", "no run today", "feeling low" or "show my progress".',
      'I did not get it this time either. Short sentences work best: what you did, and when.',
      'I am only a program and I am missing it. You can log a habit, tell me a mood, ask for progress, or say "help".',
      'Sorry, that is beyond me. I can note habits and moods, undo things, and show how it is going.',
    ],
  },
  'not-understood-3': {
    usual: [
      'I kept your words as a note and changed nothing else. You can go on whenever you like.',
      'I will stop asking. What you wrote is saved as a note.',
      'I could not make it out, so it is kept as a note for you. Nothing was logged.',
      'Saved as a note. No more questions from me about it.',
      'It is in your notes just as you wrote it. We can leave it there.',
    ],
  },
  stopped: {
    usual: [
      'All right, I stop here. Nothing was changed.',
      'Okay, left as it is.',
      'Fine, we leave it. I am here if you need me.',
      'Stopped. You can pick it up again at any time.',
      'Understood, no more of that now.',
    ],
  },
  unavailable: {
    usual: [
      'I cannot reach a part of myself right now. Nothing of yours was lost or changed. Please try again in a little while.',
      'Something on my side is down, sorry. Your habits are safe and nothing was changed. Try again soon.',
      'I could not do that just now, because a service is not answering. Nothing was lost. It is not your fault.',
      'That did not go through: my side has a problem. Everything you saved is still there, unchanged.',
      'I am partly out of order at the moment. Nothing was written and nothing was lost. Please tell me again later.',
    ],
  },
} satisfies Partial<Record<Act, Sentences>>
