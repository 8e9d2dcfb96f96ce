/** Who may be in danger. A false alarm costs a kind question, a miss may cost a life. */
import t from 'tap'
import { assess } from '../../../plugins/chat/safety/assess.js'
import { understand } from '../../../plugins/chat/understand/understand.js'
import { habits, now, zone } from './brief.js'

type Want = 'none' | 'unclear' | 'explicit' | 'imminent'

const self: Readonly<Record<Want, readonly string[]>> = {
  explicit: [
    'I want to die',
    'i wanna die',
    'I want to kill myself',
    "I'm going to kill myself",
    "I'm suicidal",
    'I feel suicidal',
    'thinking about suicide',
    'I keep having thoughts of ending it',
    'I wish I was dead',
    'I wish I were never born',
    "I don't want to live anymore",
    "I don't want to be here anymore",
    'I dont want to wake up',
    'everyone would be better off without me',
    'my kids would be happier without me',
    'no reason to live',
    'there is nothing left to live for',
    'I want to end my life',
    'I want to end it all',
    'I just want to end it',
    'nobody would miss me if I was gone',
    "I won't be around much longer",
    "you won't have to worry about me anymore",
    'I want to fall asleep and never wake up',
    "I'm tired of living",
    'life is not worth living',
    "what's the point of living",
    'I want to jump off a bridge',
    'I could hang myself',
    'I cut myself again',
    'I want to hurt myself',
    'I have the urge to cut',
    'I started self-harming again',
    'self harm',
    'kms',
    'gonna kms',
    'I want to unalive',
    'I want to unalive myself',
    'sewerslide',
    'su1c1de',
    's u i c i d e',
    'i want to d i e',
    's.u.i.c.i.d.e',
    'su*cide',
    'k!ll myself',
    'k1ll mys3lf',
    'sucide',
    'thinking of suicde',
    'i want to kil myself',
    'want to kill my self',
    'I am sucidal',
    'I WANT TO DIE!!!',
    'i want to dieeee',
    'yoga done but I want to die',
    'this deadline is killing me and I want to die',
    'I tried to kill myself last year',
    'my mum died and I want to die',
    'my friend says I should kill myself',
    "I'm not suicidal, I just don't want to live",
    "can't stop thinking about suicide",
    'not sure if I want to kill myself',
    'my husband hits me',
    'I am not safe at home',
    'he threatened to kill me',
    'I was raped',
    'ich will sterben',
    'je veux mourir',
    'quiero morir',
    'voglio morire',
    'ik wil dood',
    'Selbstmordgedanken',
    'quero morrer',
    'он ушёл, хочу умереть',
    'he wants to die and so do I',
    'how many pills to die',
    'given up on life',
    'I can’t stop thinking about killing myself',
    'i d0nt w4nt t0 l1ve',
    'overdose',
    'I want this life to be over',
    'I hate being alive',
    "I've been thinking about how to end things",
    'everyone would be fine if I died',
    'if I died tomorrow nobody would care',
    'I scratched myself until I bled',
    'there is no point in being here',
    'i wnat to dei',
    'ich möchte nicht mehr leben',
    'मैं मरना चाहता हूं',
  ],
  imminent: [
    "I'm going to kill myself tonight",
    'I will end it tonight',
    'I took the pills',
    'I took all my pills',
    'took a whole bottle of pills',
    'I just overdosed',
    'goodbye forever',
    'goodbye cruel world',
    'this is my last message',
    'I wrote my suicide note',
    "I'm standing on the bridge",
    'I have a gun in my hand',
    'the pills are right here in front of me',
    'I want to die right now',
    'I am cutting myself right now',
    "I'm going to unalive myself today",
    'I slit my wrists',
    'he has a knife',
    'there is someone in my house with a gun',
    'I have a noose',
    'by the time you read this I will be gone',
  ],
  unclear: [
    "what's the point",
    'what is the point anymore',
    "I can't go on",
    "I can't do this anymore",
    "I'm not suicidal",
    "I don't want to die",
    "I'm not going to kill myself",
    'I would never kill myself',
    'I used to be suicidal',
    "I'm just a burden",
    'I want to disappear',
    'I feel hopeless',
    'nothing matters',
    'I give up',
    'I need help',
    'please help me',
    'I want it all to stop',
    'kill me now',
    'I watched a film about suicide',
    'I hurt myself',
    "I'd rather die than go to that party",
    'my mom is going to kill me',
    'I feel trapped',
    'there is no way out',
    'I took all my meds',
    'no suicidal thoughts today',
    'gave away all my things',
    'goodbye everyone',
    'I am going to do it tonight',
    'I might do something stupid',
    "I'm scared of what I might do",
    "I don't see a future for myself",
    'I bought a rope',
    'ich kann nicht mehr',
    'I want to see grandma in heaven soon',
  ],
  none: [
    'this deadline is killing me',
    'my back is killing me',
    "I'm dying of laughter",
    'dying laughing',
    'killed it at the gym',
    'I killed it today',
    'dying to see that film',
    "I'm dying for a coffee",
    'watched Suicide Squad',
    'dead tired',
    'did deadlifts',
    'my phone died',
    'my plant is dying',
    'killing time before work',
    'ran 5 kms',
    '10kms done',
    'that cake is to die for',
    'cut myself shaving',
    'cut myself some slack',
    'hanging out with friends',
    'hang in there',
    'my boss will kill me if I am late',
    'I took my pills',
    'took my meds this morning',
    'did suicide sprints at practice',
    'I cut down on sugar',
    'I want to cut my hair',
    'no run today, hurt myself playing football',
    'overdosed on chocolate',
    'I shot myself in the foot',
    'I could kill for a pizza',
    'old habits die hard',
    "what's the point of this app?",
    'giving up smoking',
    'I need help with my habits',
    'I want to dye my hair',
    'the battery is dead',
    'bye, see you tomorrow',
    'goodbye',
    'jumped off the couch',
    'did yoga and ran 5 km',
    'feeling low, slept badly',
    "I can't go on holiday this year",
    'my grandma died last week',
    'I want to live',
    'jump on the bus to work',
    'outside all day',
    'I subsided on the sofa',
    'walked into town',
    'I want to take my life back',
    'I want to end this week strong',
    'going to bed and never waking up early again',
    'hopeless at cooking',
    'bought a skipping rope',
    'end my day with yoga',
    'that joke killed me',
    'read about the roman empire',
  ],
}

const other: readonly (readonly [string, Want])[] = [
  ['my sister wants to die', 'explicit'],
  ['my friend is suicidal', 'explicit'],
  ['my brother said he wants to kill himself', 'explicit'],
  ['I think my husband wants to end his life', 'explicit'],
  ['she tried to kill herself', 'explicit'],
  ['my son cuts himself', 'explicit'],
  ['a friend of mine is thinking about suicide', 'explicit'],
  ['my friend is going to kill herself tonight', 'imminent'],
  ['my uncle killed himself', 'unclear'],
  ['I lost my brother to suicide', 'unclear'],
  ['he beats my mother', 'explicit'],
  ['my sister is not suicidal', 'unclear'],
  ['my friend wishes she was dead', 'explicit'],
]

for (const [tier, texts] of Object.entries(self)) {
  for (const text of texts) {
    const got = assess(text)
    t.equal(got.tier, tier, `${tier}: ${text} (${got.signs.join()})`)
    if (tier !== 'none') t.equal(got.about, 'self', `self: ${text} (${got.signs.join()})`)
  }
}

for (const [text, tier] of other) {
  const got = assess(text)
  t.equal(got.tier, tier, `${text} (${got.signs.join()})`)
  t.equal(got.about, 'other', `other: ${text} (${got.signs.join()})`)
}

t.test('signs are ids and never the text', async (t) => {
  for (const text of [...self.explicit, ...self.imminent, ...self.unclear]) {
    const { signs } = assess(text)
    t.ok(signs.length > 0 && signs.every((s) => /^[a-z-]+$/.test(s)), text)
  }
})

t.test('a crisis is over all, an unclear sign is beside what was said', async (t) => {
  const crisis = understand({ text: 'did yoga, I want to die', now, zone, habits })
  t.strictSame(
    crisis.intents.map((i) => i.intent),
    ['crisis'],
  )
  const soft = understand({ text: "did yoga, but what's the point", now, zone, habits })
  t.equal(soft.safety.tier, 'unclear')
  t.strictSame(
    soft.intents.map((i) => i.intent),
    ['log_done'],
  )
})

t.test('long, odd and hostile texts are read and in time', async (t) => {
  const start = performance.now()
  t.equal(assess('a '.repeat(50_000)).tier, 'none')
  t.equal(
    assess(`${'blah '.repeat(20_000)} I want to die`).tier,
    'explicit',
    'the end of a long text is read',
  )
  t.equal(assess('i am not '.repeat(3000)).tier, 'none')
  t.equal(assess('*'.repeat(5000)).tier, 'none')
  t.equal(assess('not want to '.repeat(2000)).tier, 'none')
  t.equal(assess('\u0000\uFFFF💥').tier, 'none')
  t.ok(performance.now() - start < 2000)
})
