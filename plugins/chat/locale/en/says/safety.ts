/**
 * Safety. Acknowledge, ask directly, name people who listen. Never a question that invites a "no",
 * never methods, promises of secrecy, a diagnosis, or anything that makes it smaller.
 * A clinician must read these before real people do.
 */
import type { Act } from '../../acts.js'
import type { Sentences } from '../../locale.js'

export const safetySays = {
  'safety-hear-self': {
    usual: [
      'I am really glad that you told me. What you say sounds very painful, and I take it seriously.',
      'Thank you for saying this. It sounds as if you are carrying more than anyone should carry alone.',
      'I hear how bad it is right now. I am staying in this conversation with you.',
      'That must hurt a great deal. It matters that you said it, and it matters that you are here.',
      'I am taking this seriously. You do not have to go through this moment by yourself.',
    ],
  },
  'safety-hear-other': {
    usual: [
      'That is frightening, and it is good that you are taking it seriously.',
      'Thank you for telling me. Worrying about someone like this is hard.',
      'It says a lot that you noticed and did not look away.',
      'I am sorry that you and they are going through this. You are right to act on it.',
      'What you describe is serious. You do not have to handle it alone either.',
    ],
  },
  'safety-ask-self': {
    usual: [
      'Are you thinking about ending your life?',
      'I would like to ask you straight: are you thinking of suicide?',
      'Are you having thoughts of killing yourself right now?',
      'May I ask plainly: are you thinking about suicide, or about hurting yourself?',
      'Tell me as it is: are there thoughts of ending your life?',
    ],
  },
  'safety-ask-other': {
    usual: [
      'Ask them directly whether they are thinking of suicide. Asking does not put the idea there. Are they in danger right now?',
      'Are they safe at this moment? You can ask them openly if they think about ending their life; it often brings relief.',
      'Is somebody with them now? Saying the word suicide to them is all right, and it shows that you can bear the answer.',
      'Do you know where they are and whether they are in danger right now? Talk with them openly and listen without judging.',
      'Have they said when or how? If they have, treat it as urgent. Ask openly, listen, and stay in touch.',
    ],
  },
  'safety-soft-self': {
    usual: [
      'That sounds heavy. Are there thoughts of not wanting to live in it? Either way you can say so here.',
      'I want to understand you well: when you say that, are you thinking about ending your life, or is it something else that hurts?',
      'I would rather ask than guess: is some of this about not wanting to be alive?',
      'It sounds as if things are hard. Do thoughts of suicide come up as well? You can answer freely.',
      'Thank you for saying that. How dark does it get – are there thoughts of dying? I can hear any answer.',
    ],
  },
  'safety-soft-other': {
    usual: [
      'That sounds hard for both of you. Do you fear that they may end their life? And how are you with it?',
      'I am sorry. Something like this weighs on everyone near it. How are you holding up, and is anyone in danger now?',
      'Thank you for telling me. Is this about someone who may be in danger today, or about a loss? I can hear either.',
      'That is a lot to carry for someone else. Are you worried for their life? How are you yourself?',
      'I hear you. Are they safe as far as you know? And do you have somebody to talk to about it?',
    ],
  },
  'safety-lines': {
    usual: [
      'People who listen, right now: {lines}.',
      'You can reach somebody at once: {lines}.',
      'Real people are there for this: {lines}.',
      'Please consider talking to one of them: {lines}.',
      'Here is who you can talk to: {lines}.',
    ],
  },
  'safety-lines-unknown': {
    usual: [
      'On {site} you find free helplines for where you live, many of them open day and night.',
      '{site} lists people who listen for free in your country, by phone or chat.',
      'To find a free line near you at any hour: {site}.',
      'Look at {site}: choose your country and it shows who is there right now.',
      '{site} shows free helplines in nearly every country, day and night.',
    ],
  },
  'safety-people-self': {
    usual: [
      'Is there someone you trust whom you could tell tonight? A doctor or therapist can help too. I stay here.',
      'Please tell one person who is close to you, and your doctor when you can. You can go on writing to me.',
      'Who could sit with you for a while? A friend, family, a neighbour. A professional can help with this; it can get better.',
      'If you have a safety plan, now is the time for it. Let a person you trust know, and a doctor or therapist as well.',
      'Reach for someone you trust, even with only "I am not okay". A doctor or therapist knows how to help. I am here as long as you like.',
    ],
  },
  'safety-people-other': {
    usual: [
      'Bring in somebody else whom they trust, and a doctor or therapist. And look after yourself too.',
      'You do not have to keep this to yourself: tell another person close to them, and help them reach a professional.',
      'A helpline is there for you as well, not only for them. A doctor can say what to do next.',
      'Help them call a professional, or call for advice yourself. Who could support you in this?',
      'Stay in touch with them, involve someone they trust and a doctor. What do you need yourself right now?',
    ],
  },
  'safety-now-self': {
    usual: [
      'Please call {emergency} now, or ask someone near you to call. Go where other people are and stay with them.',
      'Your life may be in danger right now. Call {emergency}. Put distance between you and anything that could hurt you, and be with someone.',
      'This is an emergency: please call {emergency} now. If you can, open the door and let someone be with you.',
      'Call {emergency} right away and tell them what you told me. Do not stay alone; go to a neighbour or a public place.',
      'Please do this first: call {emergency}. Then call or go to one person, and stay with them until help is there.',
    ],
  },
  'safety-now-other': {
    usual: [
      'Call {emergency} now and tell them where the person is. If it is safe for you, stay with them.',
      'This is an emergency: please call {emergency}. Do not leave them alone if you can be there safely.',
      'Please call {emergency} right away. Keep them talking, and have someone be with them.',
      'Get help now: {emergency}. Stay with them, or send someone who can, until help comes.',
      'Call {emergency} first. Then stay near them or on the phone with them, and let others help you.',
    ],
  },
  'safety-danger': {
    usual: [
      'Nobody has the right to hurt you, and it is not your fault. Are you safe at this moment? If not, call {emergency} and go where other people are.',
      'What is being done to you is not all right. If you are in danger now, call {emergency}. Where could you go to be safe?',
      'I believe you. Your safety comes first: if it is not safe where you are, leave if you can and call {emergency}.',
      'You deserve to be safe. Call {emergency} if the danger is there now. Is there a place or a person you could go to?',
      'Thank you for telling me about this. Are you safe to write? If there is danger now, {emergency} is the number to call.',
    ],
  },
} satisfies Partial<Record<Act, Sentences>>
