/** Writing down, looking back, and the questions about it. Effort is praised, nobody is shamed. */
import type { Act } from '../../acts.js'
import type { Sentences } from '../../locale.js'

export const habitSays = {
  logged: {
    usual: [
      '{habit}, {day}: noted. Well done for doing it!',
      'Written down: {habit}, {day}. That took effort, and you gave it.',
      '{habit} is in for {day}. Nice work!',
      'Got it: {habit}, {day}. Good that you made the time.',
      'Noted {habit} for {day}. One more thing you did for yourself!',
      '{habit}, {day}. Kept! Thank you for telling me.',
    ],
    low: [
      '{habit}, {day}: noted. That counts.',
      'Written down: {habit}, {day}. On a day like this it is a lot.',
      '{habit} is in for {day}. You did it, even so.',
      'Noted {habit}, {day}. That took strength.',
      '{habit}, {day}. It is there now. Rest a little.',
    ],
  },
  'logged-amount': {
    usual: [
      '{amount} of {habit}, {day}: noted. Good work!',
      'Written down: {habit}, {amount}, {day}. You put that in yourself!',
      '{habit}: {amount} for {day}. Every bit of it is yours.',
      'Got it, {amount} for {habit}, {day}. Nice going!',
      'Noted {habit}, {day}: {amount}. That was real effort.',
    ],
    low: [
      '{habit}, {amount}, {day}: noted. That counts.',
      'Written down: {amount} of {habit}, {day}.',
      '{habit}: {amount} for {day}. That was not nothing.',
      'Noted {amount} for {habit}, {day}. It took strength.',
      '{amount} of {habit}, {day}. It is there.',
    ],
  },
  'logged-tiny': {
    usual: [
      'The small version of {habit}, {day}: noted. Small counts in full!',
      '{habit}, the tiny way, {day}. That is exactly what it is for.',
      'Noted the short {habit} for {day}. You kept the door open!',
      'A little {habit} on a full day. Written down for {day}.',
      'The small {habit} is in, {day}. Showing up is the hard part.',
    ],
    low: [
      'The small version of {habit}, {day}: noted. It counts.',
      'A little {habit}, {day}. That is enough.',
      'Noted the tiny {habit} for {day}. It was made for such days.',
      '{habit}, the small way, {day}. Good that you did it gently.',
      'The short {habit} is in, {day}. Nothing more is needed.',
    ],
  },
  missed: {
    usual: [
      'Coming back is the part that matters, and tomorrow is open. I noted {habit} as not done, {day}.',
      'You can pick {habit} up again any day you like. For now it is noted as a no, {day}.',
      'One gap does not undo what you built. {habit} is marked as not done, {day}.',
      'The next time is what counts. I wrote down that {habit} did not happen, {day}.',
      'There will be another chance for {habit}. Noted as left out, {day}. Thank you for being honest.',
    ],
    low: [
      'You can come back to {habit} when it feels possible. Noted as not done, {day}.',
      'That is all right. {habit} will wait for you. Noted, {day}.',
      'The next small try is enough. {habit} is noted as left out, {day}.',
      'Nothing is lost by this. {habit}, {day}: noted.',
      'Thank you for telling me. {habit} can start again small, any day. Noted, {day}.',
    ],
  },
  skipped: {
    usual: [
      'Reason: {reason}. That is a good reason to rest from {habit}, {day}. It will not count against you.',
      '{habit} is set aside for {day}, and the reason kept: {reason}. It leaves no gap.',
      'I see: {reason}. {habit} is marked as skipped, {day}, which is neutral.',
      'Noted: {habit} skipped, {day}, because of this: {reason}. Look after yourself.',
      'That makes sense: {reason}. {habit} can wait. {day} is marked as skipped.',
    ],
    low: [
      'I see: {reason}. {habit} can rest, {day}. It does not count against you.',
      'Reason: {reason}. Then resting is right. {habit} is skipped, {day}.',
      'Noted: {reason}. {habit} waits for you.',
      'Set aside for {day}: {habit}. Reason: {reason}. Be gentle with yourself.',
      'That is reason enough: {reason}. {habit} is skipped, {day}.',
    ],
  },
  'skipped-plain': {
    usual: [
      '{habit} is set aside for {day}. It does not count against you.',
      'Skipped {habit}, {day}. Rest is part of it.',
      'All right, no {habit}, {day}. It is marked as skipped, which is neutral.',
      'Noted: {habit} rests, {day}. See you at the next one.',
      '{day} is free of {habit} then. Marked as skipped.',
    ],
  },
  undone: {
    usual: [
      'Taken back: {what}. It is as it was before.',
      'Done, I removed this: {what}.',
      'That is gone again: {what}. No harm done.',
      'I undid it: {what}. Thank you for checking.',
      'Back to before: {what} no longer counts.',
    ],
  },
  'nothing-to-undo': {
    usual: [
      'There is nothing of today to take back.',
      'I find nothing that I could undo. If an older entry is wrong, tell me the habit and the day.',
      'Nothing to undo right now. Which entry did you mean?',
      'I have changed nothing lately, so there is nothing to take back.',
      'Nothing is waiting to be undone. Name the habit and the day and I will correct it.',
    ],
  },
  progress: {
    usual: [
      '{habit}: kept {kept} of {asked}. Every one of those was you!',
      'For {habit} I have {kept} kept out of {asked}.',
      '{habit}: {kept} of {asked}. That is what you gave, and it adds up.',
      'You kept {habit} {kept} out of {asked} times. Good to see!',
      'Here is {habit}: {kept} of {asked} kept so far.',
    ],
    low: [
      '{habit}: {kept} of {asked}. Each of those counts.',
      'You kept {habit} {kept} out of {asked} times. That is real.',
      '{habit}, {kept} of {asked}. Some of those days were surely hard.',
      'For {habit}: {kept} kept, out of {asked}. Nothing to prove.',
      '{kept} of {asked} for {habit}. I am glad about every one.',
    ],
  },
  'progress-comeback': {
    usual: [
      'You came back to {habit} after a gap. That is the skill that lasts.',
      'After a pause, {habit} is back. Coming back is worth more than never stopping.',
      '{habit} had a break, and you returned to it. That says a lot.',
      'There was a gap in {habit}, and then there was you again.',
      'You picked {habit} up again. That is how it stays for good.',
    ],
  },
  'progress-none': {
    usual: [
      'For {habit} there is not enough written down yet. A few days more and I can tell you.',
      '{habit} is still new here, so I have nothing to count yet.',
      'I cannot say much about {habit} yet. Tell me when you do it and a picture will grow.',
      'No days are noted for {habit} so far. It can start small, any day.',
      '{habit}: not enough data yet. That is fine.',
    ],
  },
  'no-habits-yet': {
    usual: [
      'You have no habits here yet. What is one small thing that does you good? Say "I want to start …".',
      'Nothing is set up yet. A tiny one is best, such as two minutes of fresh air. What would yours be?',
      'There is no habit to look at yet. Tell me one, in your own words, and I will keep it for you.',
      'We have not started a habit together yet. Pick something so small that it is easy on a bad day.',
      'No habits so far. Say something like "I want to start stretching every day" and we begin.',
    ],
  },
  'ask-which': {
    usual: [
      'Which one do you mean: {options}?',
      'I can think of more than one: {options}. Which was it?',
      'Was that {options}?',
      'Help me choose: {options}?',
      'To write it in the right place: {options}?',
    ],
  },
  'ask-amount': {
    usual: [
      'How much was it for {habit}, in {unit}?',
      'And how many {unit} of {habit}?',
      '{habit}: about how much, in {unit}? A guess is fine.',
      'What number shall I write for {habit} ({unit})?',
      'Roughly how many {unit} for {habit}?',
    ],
  },
  'ask-day': {
    usual: [
      'Which day was that for {habit}?',
      'On what day did {habit} happen?',
      'So that it lands in the right place: which day, for {habit}?',
      'Was that today or another day, for {habit}?',
      '{habit}: for which day shall I note it?',
    ],
  },
  'ask-confirm': {
    usual: [
      'Did I get that right: {what}?',
      'Shall I note this: {what}?',
      'Just to be sure: {what}?',
      'I understood: {what}. Is that it?',
      'Do you want me to write down: {what}?',
    ],
  },
  'no-such-habit': {
    usual: [
      'I have no habit called "{name}" yet. Shall we make one, or did you mean one of these?',
      '"{name}" is new to me. Pick one of your habits, or start it as a new one.',
      'I do not find "{name}" among your habits. Was it one of these, or shall I add it?',
      'Good that you did it. "{name}" is not on your list yet: add it, or choose one below?',
      'Nothing is set up for "{name}". Would you like to add it, or is it one of these?',
    ],
  },
  'day-ahead': {
    usual: [
      'That day has not come yet, so I wrote nothing. Tell me when it is done.',
      'I only note what has happened. Tell me afterwards and it goes in.',
      'That sounds like a plan. I will write it down once you have done it.',
      'Days ahead stay empty here. I changed nothing.',
      'It is still to come, so nothing is noted. A plan is a good start.',
    ],
  },
  'create-hint': {
    usual: [
      'To start a habit, say for example "I want to start walking three times a week".',
      'You can make a new habit in one sentence: what it is, and how often.',
      'Name the habit and how often, such as "journaling every day". Smaller is easier to keep.',
      'Tell me the habit in your own words and how often you would like it. It can change later.',
      'A new habit needs only a name. "Start stretching" is enough, and we can set the rest later.',
    ],
  },
  created: {
    usual: [
      '{habit} is on your list, {rule}. Starting is a step of its own.',
      'I made {habit} for you, {rule}. You can begin as small as you like.',
      'New on your list: {habit}, {rule}. Tell me when you did it.',
      '{habit}, {rule}: it is set up. Even a minute of it counts.',
      'Your new habit is {habit}, {rule}. It can change at any time.',
    ],
  },
  'create-known': {
    usual: [
      '{habit} is on your list already. Tell me when you did it.',
      'You have {habit} already, so I added nothing.',
      '{habit} is there already. It waits for you whenever you like.',
      'That one exists: {habit}. Nothing was changed.',
      'I found {habit} on your list and left it as it is.',
    ],
  },
} satisfies Partial<Record<Act, Sentences>>
