/** Feelings: the person's own word first, then room. No advice, no bright side. */
import type { Act } from '../../acts.js'
import type { Sentences } from '../../locale.js'

export const feelingSays = {
  'mood-logged': {
    usual: [
      '"{word}" – thank you for telling me. I noted it.',
      '"{word}": I have written that down. Would you like to say more?',
      'So it is "{word}" right now. Noted.',
      '"{word}". Good to know how you are. It is in your notes.',
      'I hear "{word}". I will keep that with today.',
    ],
    low: [
      '"{word}". I am sorry it is like that. I noted it.',
      '"{word}" – that sounds heavy. Thank you for saying it.',
      'I hear you: "{word}". It is written down. No need to do anything.',
      '"{word}". That is hard to carry. I am here.',
      'So it is "{word}" today. Thank you for trusting me with it.',
    ],
  },
  'mood-logged-plain': {
    usual: [
      'Noted how you feel. Thank you.',
      'I wrote your mood down.',
      'Thank you for checking in. It is kept.',
      'Your mood is in for now. You can add a word if you like.',
      'Got it. Would you like to say what was behind it?',
    ],
  },
  'sleep-noted': {
    usual: [
      'I noted how you slept.',
      'Your night is written down. Nights do a lot to days.',
      'Thank you, the sleep is in your notes.',
      'Noted. A night like that can colour the whole day.',
      'I kept that about your sleep.',
    ],
  },
  vent: {
    usual: [
      'That sounds like a lot. I am listening.',
      'I hear how much this weighs on you.',
      'Thank you for letting it out here. Say as much as you want.',
      'That is really hard. You do not have to sort it out right now.',
      'I am with you in this. What is the heaviest part?',
    ],
  },
  'vent-word': {
    usual: [
      '"{word}" – yes, I can hear that. Tell me more if you want to.',
      'You say "{word}". That is a lot to hold.',
      '"{word}". It makes sense to feel that with all this going on.',
      'I hear "{word}" in it. I am listening.',
      '"{word}". Thank you for saying it as it is.',
    ],
  },
  'ask-mood': {
    usual: [
      'How are you right now, from 1 (very low) to 5 (very good)? A word is fine too.',
      'What is your mood just now, 1 to 5, or in your own word?',
      'If you had to pick a number from 1 to 5 for how you feel, which one?',
      'How does it feel right now? A number from 1 to 5 or a word, as you like.',
      'Let us see how you are: 1 is very low, 5 is very good.',
    ],
  },
} satisfies Partial<Record<Act, Sentences>>
