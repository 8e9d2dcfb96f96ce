/** The English signs. Ids are stable: they stand in records instead of the person's words. */
import type { Sign } from './sign.js'

const self = '(?:myself|himself|herself|themself|themselves)'
const my = '(?:my|his|her|their)'

export const signs: readonly Sign[] = [
  // Bereavement: somebody else's suicide in the past. Not a danger by itself, but never passed over.
  {
    id: 'suicide-loss',
    tier: 'unclear',
    about: 'other',
    pattern:
      /(?<!(tried|trying|try|attempted|wants?|going) to )\b(killed (himself|herself|themself|themselves)|hanged (himself|herself|themselves)|topped (himself|herself|themselves)|took (his|her|their) own life|died by suicide|to suicide|s suicide|suicide of my)\b/,
  },
  {
    id: 'kill-self',
    tier: 'explicit',
    deniable: true,
    plan: true,
    pattern: new RegExp(
      `\\b(?:kill|kills|killing|murder|unalive|off|offing|neck|necking|hang|hangs|hanging|shoot|shooting|drown|drowning|poison|poisoning|delete|rope|yeet|end|ending|stab|stabbing) ${self}\\b|\\bkilled myself\\b|\\b(?:tried|attempted|trying|try) to (?:kill|hang|drown) ${self}\\b`,
    ),
  },
  { id: 'suicidal', tier: 'explicit', deniable: true, pattern: /\bsuicidal\b/ },
  {
    id: 'suicide-thought',
    tier: 'explicit',
    deniable: true,
    pattern:
      /\b(thoughts?|thinking|think|thinks|thought|dream|dreams|dreaming|fantasi[sz]e|fantasi[sz]ing|researching|googling|urges?|ideas?|obsessed|considering|considered|contemplating|attempt(ed|ing)?|commit(ting)?|planning|plan|plans|how to) (about |of |to |on |with |a |my )*(commit |committing )?(suicide|death|dying|being dead|not being here|not existing|ending it|ending things|ending everything|end (it|things|everything)(?! (with|here|there|well|on)))\b/,
  },
  {
    id: 'want-to-die',
    tier: 'explicit',
    deniable: true,
    plan: true,
    pattern:
      /\b(want|wants|wanted|wanting|ready|like|going|need|needs|plan|planning|plans|trying|try|deserve|deserves|prepared|supposed|decided|have|begging|longing) to (just |really |go |please |finally |only |go and |actually |fucking )*(die|be dead|be gone forever|bleed out)\b|\b(want|wants|crave|craving|wish for) death\b|\b(want|wants|wanna) die\b|\bfeels? like dying\b|\blet me die\b|\bshould (just )?(die|be dead)\b|\bi will (just )?die (tonight|soon|today|tomorrow)\b/,
  },
  {
    id: 'wish-dead',
    tier: 'explicit',
    deniable: true,
    pattern:
      /\b(wish|wishes|wished|hope|hopes|hoping|wishing|pray|praying) (that )?(i|he|she|they|we) (was|were|am|is|are|could be|would be|could|would|will|had|just)?\s?(just )?(not )?(dead|die|died|alive|never born|never been born|born|not been born|not exist|exist|not wake up|never wake up|wake up dead)\b|\b(wish|hope) (i|she|he|they) (do|does|did|would|will|could) not (wake up|exist|live)\b|\brather be dead\b|\bbetter off dead\b|\bnever been born\b/,
  },
  {
    id: 'not-live',
    tier: 'explicit',
    pattern:
      /\bnot (really |even |just )?(want|wanting|wish|care|wants)( to| if i)? (keep |be |carry on |continue |go on )?(live|lives|living|alive|exist|existing|wake up|being alive)\b|\bnot (want|wanting) to (be here|be around|go on living|stay alive|be on this (earth|planet)) (anymore|any longer|at all|tomorrow)\b|\b(want|wants|wanting|wish) to (not|stop|cease) (to )?(be here|exist|existing|be alive|living|live|breathing|be)\b|\b(tired|sick|done) (of|with) (living|being alive|life|existing|breathing)\b|\bdone with (my )?life\b|\bhate (being alive|living|that i am alive)\b|\b(want|wish) (this|my) life (was |were |to be |to )?(over|end)\b|\bif i (just )?(died|was dead|were dead|was gone|were gone|disappeared|did not exist)\b|\bnot want to be (alive|here anymore)\b/,
  },
  { id: 'not-be-here', tier: 'unclear', pattern: /\bnot want to be here\b|\bwant to be gone\b/ },
  {
    id: 'no-reason-to-live',
    tier: 'explicit',
    pattern:
      /\b(no|any|have|a) reasons? (left )?(to (live|go on living|stay alive|be alive|keep living)|for living)\b|\bnothing (left )?to live for\b|\b(not|isnt|never) worth living\b|\bpoint (of|in|to) (living|life|being alive|being here|staying alive|existing|my life|me being)\b|\bwhy (am i|be|should i be|am i even|bother) (still )?(alive|living)\b|\bwhy should i live\b/,
  },
  {
    id: 'end-life',
    tier: 'explicit',
    deniable: true,
    plan: true,
    pattern: new RegExp(
      `\\b(?:end|ending|ends|take|taking|takes|took|finish) ${my}(?: own)?(?: miserable| stupid| whole)? li(?:fe|ves)\\b(?! (?:back|story|savings|coach))|\\b(?:end|ending|ends) (?:it all|everything|it tonight|it now|it today|it for good|my (?:pain|suffering|misery|existence))\\b|\\b(?:want|wants|going|like|ready|need|will|just|plan|planning|decided)(?: to)?(?: just)? end (?:it|this|things)\\b(?! (?:week|day|month|year|session|conversation|chat|on|with|here|there|well|habit|relationship))`,
    ),
  },
  {
    id: 'never-wake',
    tier: 'explicit',
    pattern:
      /\b(sleep|asleep|bed) (and|to) (then )?(never|not) (ever )?wak(e|ing)\b(?! (up )?(early|late|before|after|at|to)\b)|\bsleep forever\b|\bnever (want to )?wake up( again)?\b(?! (early|late|before|after|at|to))|\bnot wake up (tomorrow|anymore|again)\b|\bhop(e|ing) (i|to) (do not|not) wake\b/,
  },
  {
    id: 'better-without-me',
    tier: 'explicit',
    pattern:
      /\b(better|happier|easier|better place|lighter)( off)? (without (me|him|her|them)|if (i|he|she|they) (was|were|am|is|are) (gone|dead|not (here|around|alive)|never born)|if i (died|disappeared|did not exist))\b/,
  },
  {
    id: 'nobody-would-miss',
    tier: 'explicit',
    pattern:
      /\bnobody (would|will) (even |ever |really )?(miss|notice|care|cry)\b.{0,20}\b(me|gone|dead|die|died|disappeared|disappear|was not here|were not here)\b|\b(would|will) (anyone|anybody|you|they) (even )?(miss me|care if i (died|was gone|disappeared))\b/,
  },
  {
    id: 'not-here-long',
    tier: 'explicit',
    pattern:
      /\b(will|would) not be (around|here|alive) (much longer|for long|anymore|tomorrow|next week|by then)\b|\b(will|would) not have to (worry about|deal with|put up with) me (anymore|any longer|much longer|soon)\b|\b(it|this) will (all )?be over (soon|tonight|tomorrow)\b|\bsoon i will be (gone|dead|at peace)\b/,
  },
  {
    id: 'slang',
    tier: 'explicit',
    deniable: true,
    plan: true,
    pattern: /\bkms\b|\bunalive\b|\bsui thoughts\b|\bself delete\b|\bend me\b/,
  },
  {
    id: 'jump',
    tier: 'explicit',
    deniable: true,
    plan: true,
    pattern:
      /\b(jump|jumping|jumps|throw(ing)? (myself|himself|herself)|step|stepping|walk|walking|lie|lying) (off|from|in front of|under|into|on|out of|out in front of) (a |the |my |this |that |an |oncoming )*(bridge|roof|rooftop|building|train|trains|cliff|balcony|window|train tracks|railway tracks|tracks|bus|truck|lorry|overpass|subway|metro|traffic)\b(?! (to|home|at|with|on time))|\b(drive|driving|crash|crashing|steer) (my car |the car |it )?(into|off) (a|the|oncoming) (tree|wall|bridge|cliff|traffic|truck)\b/,
  },
  {
    id: 'means',
    tier: 'explicit',
    plan: true,
    pattern:
      /\bnoose\b|\b(slit|slitting|slash|slashing|cut|cutting|open) (my|his|her|their) (wrists?|veins?|throat)\b|\bhow many (pills|tablets|\w+ pills) (to|would|does it|do i|until)\b|\b(painless|easiest|quickest|best|easy|fastest) ways? to (die|go|kill|end)\b|\bhow to (kill|hang|unalive|end) (myself|my life|it all)\b|\bhow to die\b|\b(stockpil|hoard|sav)(ing|ed|e) (up )?(my )?(pills|meds|tablets|medication)\b|\b(bought|got) (a )?(gun|rope) (to|for) (it|me|myself|end|do)\b/,
  },
  {
    id: 'self-harm',
    tier: 'explicit',
    deniable: true,
    plan: true,
    pattern: new RegExp(
      `\\bself harm(?:ing|ed|s)?\\b|\\b(?:cut|cutting|cuts|harm|harming|harmed|burn|burning|burned|punish|punishing|starve|starving|scratching|punch|punching|scratched|scratch|bruising|injure|injuring) ${self}\\b|\\b(?:hurts|hurting) ${self}\\b|\\b(?:to|urge to|will|might|could|would|should|can|and|keep|gonna) hurt ${self}\\b|\\b(?:urges?|want|wanted|wants|need|needed|going|tempted) to cut\\b(?! (?:down|out|back|off|my hair|the|grass|some|hair|calories|carbs|sugar|it))|\\bwant to bleed\\b|\\bkeep cutting(?: [.,]|$| again)|\\b(?:started|relapsed|been|back to|relapse)(?: and)?(?: on)? cut(?:ting)?(?: again)?\\b(?! (?:down|out|back|off|carbs|sugar|the))`,
    ),
  },
  {
    id: 'hurt-self-past',
    tier: 'unclear',
    deniable: true,
    pattern: /\bhurt (myself|himself|herself|themselves)\b/,
  },
  {
    id: 'overdose',
    tier: 'imminent',
    deniable: true,
    pattern:
      /\b(i|have|just|already) (have |just |already )*(overdosed|swallowed (the|my|all|a|too)|took an overdose|taken an overdose)\b|\b(took|taken|swallowed|ate|downed) (all|too many|a bunch|a bottle|a handful|handfuls|a whole|the whole|every|an entire|the entire|lots|a lot|a load|way too many|so many|double|\d\d+) ?(of )?(my |the |her |his |their |bottle of |pack of |box of )*(\w+ )?(pills?|tablets|paracetamol|tylenol|antidepressants|xanax|ibuprofen|benzos|bottle|pack|box)\b|\bi (have |just |already |have just |have already )?(took|taken|swallowed) (the|those|these) (pills|tablets)\b/,
  },
  {
    id: 'overdose-talk',
    tier: 'explicit',
    deniable: true,
    plan: true,
    pattern: /\boverdos(e|es|ing|ed)\b/,
  },
  {
    id: 'all-medication',
    tier: 'unclear',
    pattern:
      /\b(took|taken|swallowed) (all|the whole|every) (of )?(my|the) (meds|medication|medicine|them)\b/,
  },
  {
    id: 'goodbye-forever',
    tier: 'imminent',
    pattern:
      /\bgoodbye (forever|world|cruel world|for good|for ever|life)\b|\b(this is|it is) (my )?(final )?goodbye\b|\bmy last (message|words|night|day on|goodbye)\b|\b(by the time|when) (you|anyone|someone|they) (reads?|sees?|finds?) this\b|\b(wrote|written|writing|left|leaving) (my|a|the|her|his) (suicide|goodbye|farewell) (note|letter|letters|notes)\b|\bsuicide note\b/,
  },
  {
    id: 'goodbye-all',
    tier: 'unclear',
    pattern:
      /\bgoodbye (everyone|everybody|all|my friends|to (you )?all)\b(?!.*\b(tomorrow|later|soon|again|week|monday)\b)/,
  },
  {
    id: 'at-the-place',
    tier: 'imminent',
    pattern:
      /\b(standing|sitting|stood|sat) (up )?(here )?(on|at|by) (the |a |this )*(edge of (the|a) )?(bridge|ledge|roof|rooftop|cliff|train tracks|tracks|railing|balcony railing|overpass)\b|\bi am (up )?on (the|a) (ledge|roof|rooftop|train tracks|tracks)\b/,
  },
  {
    id: 'means-at-hand',
    tier: 'imminent',
    pattern:
      /\b(gun|rope|noose|razor|blade|knife|pills|tablets|bullets)\b.{0,25}\b(in my hands?|in front of me|next to me|beside me|ready|to my head|on my lap|around my neck|right here|loaded|lined up|laid out)\b|\b(loaded gun|holding (a|the|my) (gun|rope|noose|razor|blade|knife|pills|bottle of pills)|gun to my head)\b|\bi have (the|a|my|enough) (gun|rope|noose|pills|bullets)( ready| here)?(?= (\.|,|and|right|tonight|now|$)|$)/,
  },
  {
    id: 'bleeding',
    tier: 'imminent',
    pattern:
      /\b(cutting|harming) myself right now\b|\bi (just |have )?(cut|slit|slashed) my (wrists?|veins|throat)\b|\bbleeding (out|a lot|and|everywhere)\b.{0,30}\b(cut|wrist|stop|die|dying)\b/,
  },
  {
    id: 'do-it-now',
    tier: 'unclear',
    pattern:
      /\b(going to|will|about to|ready to) (just |finally )?do it (tonight|now|right now|today|this time)\b|\btonight is the night\b/,
  },
  // Danger from somebody else.
  {
    id: 'danger-violence',
    tier: 'explicit',
    about: 'self',
    pattern:
      /\b(he|she|they|husband|wife|partner|boyfriend|girlfriend|dad|father|mum|mom|mother|stepdad|stepfather|brother|uncle|ex|someone|somebody|roommate|parents) (\w+ )?(hits|hit|beats|beat|beating|hitting|chokes|choked|strangled|strangles|rapes|raped|abuses|abused|abusing|molested|molests|attacked|punched|punches|kicks|kicked|threatened|threatens|threatening|assaulted|stalks|stalking|forces|forced|is hurting|hurts) me\b(?! (up|with (kindness|hugs))|(?<=hit me) (with|that))|\b(i am|i have been|i was|been|being|got|getting) (being )?(abused|raped|beaten|molested|assaulted|sexually assaulted|threatened|stalked)\b(?! (at|in) (chess|tennis|the game))/,
  },
  {
    id: 'danger-violence-other',
    tier: 'explicit',
    about: 'other',
    pattern:
      /\b(he|she|they|dad|father|mum|mom|mother|husband|boyfriend|girlfriend|stepdad) (hits|beats|chokes|rapes|abuses|hurts|beat up|is hitting|is beating|is hurting|is abusing) (her|him|them|my (sister|brother|mum|mom|mother|friend|child|son|daughter|kids|children))\b/,
  },
  {
    id: 'danger-unsafe',
    tier: 'explicit',
    about: 'self',
    pattern:
      /\b(i am|i do|i will|i feel) (not )?(feel )?(not )?(in danger|unsafe|not safe|feel safe at home)\b(?<!i (am|feel) safe)|\bi am not safe\b|\bi do not feel safe\b|\bi (am|feel) (scared|afraid|terrified) (he|she|they|that he|that she|my \w+) (will|is going to|might) (hurt|kill|hit|beat) me\b|\b(threatened|threatens|wants|trying|tried) to kill me\b/,
  },
  {
    id: 'danger-now',
    tier: 'imminent',
    about: 'self',
    pattern:
      /\b(he|she|they|someone|somebody) (is|are|has|have) (\w+ )?(a |got a |with a )?(knife|gun|weapon|breaking in|at the door with|going to kill me right now|choking me|strangling me)\b/,
  },
  {
    id: 'kill-me',
    tier: 'unclear',
    about: 'self',
    pattern:
      /\b(going to|will|gonna|would|might|could) kill me\b|\b(just |please |somebody |someone )kill me\b|\bkill me now\b|\bkys\b|\bkill yourself\b/,
  },
  {
    id: 'harm-others',
    tier: 'unclear',
    about: 'self',
    pattern:
      /\b(want|going|ready|plan|planning|urge|have) to (kill|hurt|stab|shoot|murder) (him|her|them|someone|somebody|people|everyone|my (husband|wife|boss|mother|father|mum|mom|dad|baby|child|kids|children|family|partner|boyfriend|girlfriend|brother|sister))\b/,
  },
  {
    id: 'danger-intruder',
    tier: 'imminent',
    about: 'self',
    pattern:
      /\b(someone|somebody|a man|he|stranger) (is )?(in|outside|at|breaking into) my (house|home|flat|door|apartment|room)\b.{0,30}\b(gun|knife|weapon|break)|\bbreaking into my (house|home|flat|apartment)\b/,
  },
  // Oblique: a soft question.
  {
    id: 'not-trust-self',
    tier: 'unclear',
    pattern:
      /\b(do|going to do|might do|will do|did) something (stupid|bad|drastic|to myself)\b|\b(scared|afraid|frightened) (of )?what i (might|could|will|may) do\b|\bnot trust myself( alone)? (tonight|now|right now|alone|anymore|today)\b/,
  },
  {
    id: 'after-life',
    tier: 'unclear',
    pattern:
      /\b(ready to go to|see (\w+ ){0,3}in|be with (\w+ ){0,3}in|join (\w+ ){0,3}in) heaven\b|\bbe with (him|her|them) again soon\b/,
  },
  {
    id: 'bought-means',
    tier: 'unclear',
    pattern: /\b(bought|got|ordered|found) (a|the|my \w+) (gun|rope|razor blades?)\b/,
  },
  {
    id: 'no-point',
    tier: 'unclear',
    pattern:
      /\bwhat is (even )?the (fucking |bloody )?point\b|\b(no|not any|see no|is no|any) point (anymore|in anything|in trying|to anything|to any of (it|this)|in going on|in any of (it|this)|to it all|in it all|at all)\b|\bthere is no point\b|\b(see|seeing) the point (anymore|in anything|of anything)\b|\bwhy (do i )?(even )?bother\b|\bpointless\b/,
  },
  {
    id: 'cannot-go-on',
    tier: 'unclear',
    pattern:
      /\b(can not|could not|can nt|can no longer|do not (think|know if|know how) (i can|to|how i can)|not able to|not sure i can|unable to|not strong enough to|no strength to|not want to) (\w+ )?(go on|do this (anymore|any longer|life)|do it anymore|take (it|this|much more)( anymore| any longer)?|keep going|keep doing this|carry on|live like this|cope anymore|keep fighting|fight anymore|keep living like this|try anymore)\b/,
  },
  {
    id: 'giving-up-life',
    tier: 'explicit',
    pattern: /\b(give|given|giving|gave) up on (life|living|my life)\b/,
  },
  {
    id: 'giving-up',
    tier: 'unclear',
    pattern:
      /(^|[.,] )(i )?(just )?(give|gave) up( on everything| on myself)?( [.,]|$)|\bi have (just )?given up\b|\bi am giving up\b/,
  },
  {
    id: 'hopeless',
    tier: 'unclear',
    pattern:
      /\b(i am|i feel|feeling|feel|felt|it is|everything is|all is|life is|so|completely|things are) (so |completely |totally |just |really |very |all )?(hopeless|trapped|worthless|meaningless|pointless|dead inside)\b(?! (at|with))|\bno hope( left)?\b|\bno way out\b|\bnothing matters\b|\bno future\b|\bdead inside\b|\bhopeless\b(?! (at|with))|\bworthless\b|\bnot (see|have|picture) (a|any|my) future\b|\bfeel like (i am )?drowning\b|\bhate my life\b/,
  },
  {
    id: 'burden',
    tier: 'unclear',
    pattern:
      /\b(am|feel like|being|just|such|only|nothing but|become) (just |only |such )?a burden\b|\bburden (to|on) (everyone|everybody|my family|them|others|people|you)\b/,
  },
  {
    id: 'disappear',
    tier: 'unclear',
    pattern:
      /\b(want|wants|wanted|wish i could|like|going|need|could) (to )?(just )?(disappear|vanish|fade away|cease|not exist|stop existing)\b/,
  },
  {
    id: 'make-it-stop',
    tier: 'unclear',
    pattern:
      /\b(want|need|wish) (it|this|everything|the pain|it all|my life|all of it|all this) (all )?(to |would )?(just )?(stop|end|be over|go away)\b|\bmake it (all )?stop\b|\bwant (to be )?(out of|an end to) (it all|everything|this life|life)\b/,
  },
  {
    id: 'affairs',
    tier: 'unclear',
    pattern:
      /\b(giving|gave|given) away (all )?my (things|stuff|belongings|possessions|pets?|dog|cat)\b|\b(wrote|writing|made|making|updating) my will\b|\bmy affairs (are )?in order\b/,
  },
  {
    id: 'rather-die',
    tier: 'unclear',
    pattern:
      /\brather die\b|\bi could (just )?die\b|\bi am going to die\b|\bi will die\b|\bwould die\b/,
  },
  {
    id: 'call-for-help',
    tier: 'unclear',
    pattern:
      /\b(please )?(some(one|body) )?(please )?help me( please)?( [.,]|$)|\bi need help( [.,]| now| please| badly|$)|\bi am in crisis\b|\b(an )?emergency\b/,
  },
  { id: 'suicide-word', tier: 'unclear', pattern: /\bsuicides?\b/ },
]
