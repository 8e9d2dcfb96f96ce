/** The English words that decide whether a clause says that something was done, and by whom. */
import type { ClauseWords } from '../locale.js'

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

export const clause: ClauseWords = {
  self: set('i we me myself'),
  before: set(
    'i we have had been just already finally even also actually still only really then well so ok okay yes yeah yep hey hi hello today and but plus or my our the a an some a bit of little ' +
      'as usual too again at last luckily somehow dear bot this that for was is were are it got get to managed made no not did do done go went all today quick please proud happy glad guess what did able there like anyway right alright now lol haha oh yay woohoo hooray update after before with great good news another one more first both each part today dont did think guess believe maybe perhaps probably possibly nah nope sorry',
  ),
  filler: set(
    "i we me my our the a an some of to for it that this in on at and with was is am are be been have had did do just also too again as well really very so now then today there all bit little s ! yay please lol haha ok okay finally already still up out off today's however though about around roughly only good great nice lovely hard long short slow slowly quick quickly easy gentle tough but first again whole full another more thing stuff session practice routine class time myself by alone yes together",
  ),
  doneStrong: set(
    'log logged did done finished completed managed ticked accomplished complete finish',
  ),
  doneWeak: set(
    'went had took made got played attended hit kept been practiced practised nailed smashed crushed checked enjoyed wrote taken',
  ),
  doneTrailing: set('taken done complete completed finished ticked checked'),
  doneAlone:
    /^(done|all done|i did( it| that)?|did (it|that)|i have done (it|that)|finished|completed|(i )?(just )?(did|finished|done) (it|that)|i managed( it)?|it is done|ticked)$/,
  missVerbs: set('missed forgot failed forgotten'),
  skipPast: set('skipped'),
  skipNow: /\b(skip|skipping|rest day|day off|taking a break from|take a break from|sit out)\b/,
  negators: set('no not never without neither nor zero'),
  negatedBetween: set(
    'a an any my the do done go gone went to get got getting for much really even manage managed able been have had did make made it of doing going actually quite feel feeling up in time morning evening today so today find the i time read any kind and more of today practice be this that take taken took on out chance time energy one',
  ),
  negationOpen: /\b(yet|so far)\b/,
  negationNow:
    /\b(do|does) not\b(?!.*\b(think|believe) i (did|will|can)\b)|\bnot (feel|feeling) like\b|\bnever (do|does|run|read|go|get|manage|walk|meditate)\b|\bno (longer|more|point|idea|time|problem|one|way)\b|\bnot (sure|that|only|because|if|too|so|as|very)\b/,
  negationOther: /\b(no ?one|nobody|he|she|they|you)\b/,
  negationSpan:
    /\b(since|in (days|weeks|months|ages|years|forever)|(in|for) (a|an|\d+|two|three|four|five|six|many|several|some|the last|the past|a few|over a)( \w+)? ?(days?|weeks?|months?|years?|while)|for (days|weeks|months|ages|years)|all (week|month|year)|(this|last) (week|month|year))\b/,
  amends:
    /\b(no wait|wait no|wait|i mean|i meant|scratch that|or rather|correction|make that|no actually|no sorry)\b/,
  notHappened: set(
    'done do happen happened today yesterday no time go well at all for me i chance',
  ),
  notMissed: /^(miss|skip|forget|fail|skipped|missed|skipping|missing)$/,
  notPlanned: /\b(can|will|going to|am|are)\b/,
  skipLead:
    /^((i|we|am|will|want|would|like|going|need|have|had|to|just|think|today|please|ok|so|and|but|it|is|was|a|my|taking|take|took|having|let|us|me|decided|as|for|need|the|must|this|yes|no|well|on)( |$))+$/,
  skipSure:
    /^(i am|please|today|today is|it is|ok|so|taking|i took|took|i had|had|a|it was|yes|i decided to|let us|am)( a| my| the)?$/,
  tooTo: /\b(too [a-z]+(?: and [a-z]+)?) (?:to|for)\b/,
  wentVerb: 'went',
  copula: set('is was are were be been'),
  block:
    /\b(want|wants|wanted|wanna|will|would|should|could|might|may|can|must|shall|gonna|going to|go to do|need|needs|needed|plan|plans|planned|planning|hope|hoping|hoped|wish|wished|wishing|if|when|whenever|unless|until|try|trying|tried to|almost|nearly|supposed|about to|let|used to|think about|thinking|thought|dream|dreamed|dreamt|dreaming|imagine|imagined|say|said|says|saying|told|tell|tells|heard|ought|intend|intended|love|loved|like to|hate|hated|wonder|wondering|remind|reminded|reminder|teach|watched|watching|saw|seen|talked about|read about|signed up|booked|scheduled|skip|pause|stop|start|starting|begin|prefer|avoid|avoided|instead of|rather|forgot|missed|skipped|failed|refused|quit|cancelled|canceled|bought|pretended|as if|sick of|tired of|worried|afraid|scared|why|how|what|which|who|where|whether|ask|asked|someone|everyone|everybody|nobody|anyone|he|she|they|you|him|her|them|his|their|your|hers)\b/,
  obliged: /\b(had|have|has|having) to\b/,
  hedge:
    /\b(i think|i guess|maybe|perhaps|probably|possibly|sort of|kind of|i believe|half of|part of|some of|not all)\b/,
  question:
    /^(so |and |but |ok |hey |well )*(should|can|could|would|will|shall|do|does|am|are|is|was|were|may|might|must|has|how|what|when|why|where|which|who|whose|(did|have|had) (i|we|you|he|she|they))\b(?! not\b)/,
  joins: set('and & + plus also nor'),
  breaks: set('. ! ? ; : , but then though although while whereas however except / – — ( )'),
  because: set('because since cause cuz coz due bc as'),
  so: set('so hence therefore'),
  soVery: set('am is was are were been be feel feels felt feeling not slept did do just ever and'),
  or: set('or'),
  reason:
    /\b(ill|sick|unwell|flu|cold|fever|headache|migraine|injured|injury|hurt|hurts|sore|pain|ache|aching|knee|ankle|back|travelling|traveling|travel|trip|holiday|vacation|rain|raining|rained|snow|snowing|storm|weather|tired|exhausted|drained|busy|work|working|overtime|meeting|appointment|doctor|hospital|dentist|period|kids?|baby|family|visitors|guests|closed|broken|no energy|no time|too hot|too cold|too late|low|anxious|depressed|sad|overwhelmed|stressed|bad day|rough day|hard day|funeral|exam|deadline|sleep|slept|rest|resting|recovering|cramps|dizzy|nauseous|hungover|burnt out|burned out)\b/,
  reasonLead:
    /^(because|since|as|cause|cuz|coz|due to|bc|of|that|and|so|but|for)\b\s*|^(i am|i was|i have been|i feel|i felt|i have got|i have|i had|i got|i am feeling|we are|we were|am|was|i|just)\b\s*/,
  noReason:
    /\b(forgot|forget|lazy|could not be bothered|can not be bothered|did not want|did not feel like|no reason)\b/,
  notThat: {
    run: /^((to|for) (the|a) (bus|train|shop|shops|store|door|toilet|bathroom|car|station|phone)|out|into|late|away|over|through|errands?|a bath|a risk|low|short|away from|off|up against|a fever|a temperature|the risk|a business|it past|them|for (office|my life))\b/,
    walk: /^(out on|away|off|into a|all over|in on)\b/,
    read: /^(your|his|her|their|that|this (message|text)|the (message|text|news|email|mail|room|instructions)|about|my (mind|messages|email|emails|mail)|an? (email|text|message))\b/,
    write: /^(off|down|him|her|them|it down)\b/,
    clean: /^(out of|him)\b/,
    swim: /^in (debt|work)\b/,
    stretch: /^(the truth|thin)\b/,
    draw: /^(a blank|the line)\b/,
    cycle: /^(through)\b/,
    train: /^(him|her|them|someone|a (colleague|new))\b/,
    study: /^(him|her|them)\b/,
  },
  nothing:
    /^(nothing|it|that|this|not much|well|ok|okay|fine|great|better|badly|something|everything|anything|my best|what|stuff|things|so|too|all|them|both|day|damage|wrong|right|good|bad|time|work|away|down|up|over|out)\b/,
  prepositions: set(
    'with in at on around along by near through for to from inside outside before after during',
  ),
}
