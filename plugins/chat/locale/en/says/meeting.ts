/** Meeting and parting. */
import type { Act } from '../../acts.js'
import type { Sentences } from '../../locale.js'

export const meetingSays = {
  greet: {
    usual: [
      'Hello! Good to see you here. What would you like to tell me?',
      'Hi! How has the day treated you so far?',
      'Hello again! I am listening.',
      'Hi there! Anything you did that I can write down?',
      'Hey! Nice that you came by. How are you?',
      'Hello! Whatever you have, small or big, I am ready.',
    ],
    low: [
      'Hello. It is good that you are here.',
      'Hi. I am here. Take your time.',
      'Hello again. How is it right now?',
      'Hi. No hurry. What is on your mind?',
      'Hello. We can keep this short today.',
    ],
  },
  'first-hello': {
    usual: [
      'Hello. I am Habit Mesh, a program, not a person. Tell me what you did and I write it down; tell me how you feel and I listen.',
      'Hi. You are talking to a program called Habit Mesh. I keep track of your habits and your mood, in plain words like "I walked today".',
      'Hello. I am a computer program that helps with habits. You can say "did yoga", "no run today" or "feeling low", and undo anything.',
      'Hi, I am Habit Mesh. I am not human, so I will miss things. I can note habits, moods and reasons, and show how it is going.',
      'Hello. Before we start: I am a program. I can remember what you did, ask how you are, and help you come back after a gap.',
    ],
  },
  thanks: {
    usual: [
      'You are welcome!',
      'Glad to help. You do the real work!',
      'Any time.',
      'My pleasure. Thank you for telling me things.',
      'You are welcome. I am here when you need me.',
      'Of course. Nice of you to say so!',
    ],
    low: [
      'You are welcome.',
      'Any time. I mean it.',
      'Of course. Thank you for being here.',
      'You are welcome. I am here whenever you want.',
      'Gladly. Be gentle with yourself.',
    ],
  },
  bye: {
    usual: [
      'Bye! See you when you like.',
      'Take care! I will be here.',
      'Good bye. Whatever the day brings, you can tell me later.',
      'See you! Rest well when you get to it.',
      'Bye for now. It was good to hear from you!',
    ],
    low: [
      'Take care. I am here when you want to talk.',
      'Bye for now. It was good that you came.',
      'See you. Rest if you can.',
      'Good bye. You can write at any hour.',
      'Until next time. Go gently.',
    ],
  },
  bot: {
    usual: [
      'I am a program, not a person. I follow rules to understand you, and I sometimes get it wrong.',
      'No human here: I am software. I can keep your habits and listen, but I cannot feel as you do.',
      'I am a computer program. If you want a person, say "talk to a person" and I will tell you where to find one.',
      'Yes, I am a bot. What you tell me is kept for you, and you can have it deleted.',
      'I am a machine that knows about habits. I am not a doctor or a therapist, and I will say so when it matters.',
    ],
  },
  help: {
    usual: [
      'You can tell me what you did ("ran 5 km", "yoga yesterday"), or what you left out ("no run today, I am ill"). Say how you feel ("pretty low"), or ask "how am I doing?". "Undo" takes back the last thing.',
      'Things that I understand: what you did, what you skipped and why, your mood and your sleep, "how is yoga going?", "undo", and "I want to start walking every day".',
      'Try "did my reading", "walked 3,000 steps", "missed yoga on Monday", "mood 2" or "show my progress". If I get it wrong, say "undo".',
      'I write down habits and moods. Say it as you would to a friend: "meditated this morning", "slept badly", "read twenty pages". Ask "how am I doing?" at any time.',
      'Tell me a habit and a day and I note it. Tell me a feeling and I note that too. You can undo, ask for your progress, or start a new habit in your own words.',
    ],
    low: [
      'Say what you did, or how you feel, in a few words. That is enough. "Undo" takes back the last thing.',
      'A few words will do: "short walk", "no yoga, tired", "feeling low". I write it down.',
      'You can tell me how you are, or one small thing you did. Nothing more is needed.',
      'Write "low", "slept badly" or "did the walk". I keep it for you. "Undo" works on all of it.',
      'One word is fine here. You can also ask "how am I doing?" or say "talk to a person".',
    ],
  },
  'talk-to-human': {
    usual: [
      'Wanting a person is a good idea. I am a program and cannot put you through, but a friend, your doctor or a helpline can listen.',
      'I cannot connect you myself. Somebody you trust, or your doctor, would be a good first call. I can show you helplines too.',
      'A person can give you what I cannot. Is there someone you could write to now? If not, findahelpline.com lists people who listen.',
      'I understand. I am only software. Your doctor, a therapist or a helpline are real people, and they are there for this.',
      'That makes sense. I have no person behind me here, but findahelpline.com shows who you can reach for free where you live.',
    ],
  },
} satisfies Partial<Record<Act, Sentences>>
