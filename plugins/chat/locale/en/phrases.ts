/**
 * Wordings that are an intent by themselves. Matched against a clause (or the whole message) in plain
 * lower case, contractions opened, greetings and "please" taken off. Earlier ones win.
 */
import type { Phrase } from '../locale.js'

type Intent = Phrase['intent']

const p = (intent: Intent, pattern: RegExp, confidence = 0.9): Phrase => ({
  intent,
  pattern,
  confidence,
})

export const phrases: readonly Phrase[] = [
  p(
    'undo',
    /^(undo( (that|it|this|the last( one)?|please))*|take (that|it) back|revert( that)?|oops( undo)?|scratch that|strike that|delete (that|the last( (one|entry))?)|remove (that|the last( (one|entry))?)|that was (wrong|a mistake)|my mistake|i did not mean that|that is (not right|wrong)|cancel that( entry)?)$/,
  ),
  p(
    'bot_challenge',
    /^(are|r) (you|u) (a |an )?(bot|robot|real|human|person|machine|computer|ai|program|alive|chat ?bot|real (person|human))( or (a |an )?(human|bot|real( person)?|person|machine|robot))?$|^(am i|i am) (talking|speaking|chatting) (to|with) (a |an )?(bot|robot|human|machine|real person|person|computer|ai)$|^(what|who) are you$|^you are (just )?(a |an )?(bot|robot|machine|program)$|^is (this|there) (a |an )?(bot|robot|human|real person|person)( here| there)?$|^do you have feelings$|^are you (really )?(there|chatgpt)$/,
  ),
  p(
    'talk_to_human',
    /\b(talk|speak|chat|connect me|get me|put me through) (to|with) (a |an )?(human|person|real person|real human|someone|somebody|therapist|counsell?or|staff|people|support|doctor)\b|^(a )?(human|real person) please$/,
  ),
  p(
    'export',
    /\b(export|download|get|give me|send me|a copy of) (all )?(of )?(my|the) (data|history|entries|habits|everything)\b|^export$/,
  ),
  p(
    'delete_me',
    /\b(delete|remove|erase|close|wipe) (me|my (account|data|profile|everything)|all my data|everything about me)\b|^forget (about )?me$/,
  ),
  p(
    'quiet_hours',
    /\bquiet (hours|time)\b|\bdo not (disturb|message|remind|bother|write|text) (me )?(after|before|between|at night|until|in the|on)\b|\bno (messages|reminders) (after|before|between|at night|until)\b/,
  ),
  p(
    'questionnaire',
    /\b(phq|who ?-?5|questionnaire|screening|depression test|take the test|wellbeing (test|check))\b/,
  ),
  p(
    'checkin',
    /^(check ?in|let us check in|start (the |a )?check ?in|do (a |the )?check ?in|time to check in|mood check|i want to check in|can we check in)( now)?$/,
  ),
  p(
    'ask_progress',
    /^(so )?how (am|have|was|did|are) (i|we) (doing|been doing|done|going|been going|do|been|getting on)\b/,
  ),
  p(
    'ask_progress',
    /^how (is|are|was|were|has|did|about|does) (it|things|my|the|all)?\s?.*\b(going|doing|coming along|look|looking|been going|progressing|progress)\b/,
    0.85,
  ),
  p(
    'ask_progress',
    /^(show|tell|give|what is|what are|what was|let me see|see|can i see|display|list)( me| us)?( about)? ?(my|the|a|our)? ?.*\b(progress|streaks?|stats|statistics|summary|overview|results|record|score|strength)\b/,
  ),
  p(
    'ask_progress',
    /^(my )?(progress|stats|streaks?|summary|overview|status)( please)?$|^what did i do\b|^what have i done\b|^how (often|many times|many days|much|far|long) (did|have|has|do) (i|my)\b|^(did|have) i (do|done|run|read|walk|meditate|miss|kept|keep|log|logged|been|missed)\b.*/,
    0.85,
  ),
  p(
    'ask_why',
    /^(but )?why( (is|was) that| not| though| (do|are|did|should|would) (you|i|we)\b.*)?$|^(how come|what for|what is that for)$/,
    0.8,
  ),
  p(
    'help',
    /^(help|help me out|menu|commands|options|instructions|how does (this|it) work|how do (i|you) (use|work).*|what (can|do) (you|i) (do|say)( here| for me| with (you|this))?|what are you( (good )?for| able to do)|what now|what can i (ask|do|say|tell you).*|i need help (with|using) .*|how do i (log|add|create|track|change|delete|start|use|pause|undo|record)\b.*)$/,
  ),
  p(
    'plan_activity',
    /\b(plan|schedule) (an? |my |some )?(activity|activities|something|day|week|tomorrow|walk|time)\b|\bwhat (should|could|can) i do (today|now|tonight|tomorrow|next)\b|\b(suggest|give me) (something|an? (idea|activity))\b|^i am bored$/,
    0.8,
  ),
  p(
    'repeat',
    /^(repeat( that)?|say (that|it) again|what did you (say|ask)|come again|pardon|sorry what|what|huh|again please|what was the question)$/,
  ),
  p(
    'correct',
    /^(no|actually|sorry|wait|oops|i meant?|i mean|correction)\b.*\b(it was|that was|was|make (it|that)|should be|i meant?|i mean|not)\b.*/,
    0.8,
  ),
  p(
    'correct',
    /^(it|that) was (on )?(not )?(today|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last|the day)\b.*|^(change|correct|fix|make) (that|it|the last( one)?)( to)?\b.*/,
    0.8,
  ),
  p(
    'pause',
    /^(please )?(can you |i want to |i would like to |i need to |let us )?(pause|put .* on hold|freeze|take a (break|rest) from)\b.*/,
    0.85,
  ),
  p(
    'archive',
    /^(please )?(can you |i want to |i would like to |let us )?(archive|delete|remove|drop|get rid of|stop tracking|give up on)\b (?!that\b|it\b|me\b|my (account|data))(the |my )?.+/,
    0.85,
  ),
  p(
    'edit',
    /^(please )?(can you |i want to |i would like to |let us )?(change|rename|edit|update|modify|move|set)\b (?!that\b|it\b)(the |my )?.+/,
    0.8,
  ),
  p(
    'stop',
    /^(stop( it| that| asking| please| now)*|cancel|never ?mind|forget (it|that)|leave (it|me alone)|quit|exit|enough|shut up|go away|be quiet|let us stop|i do not want to (talk|do this)( now| anymore)?)$/,
  ),
  p(
    'thanks',
    /^((ok |oh |well |many |great |cool |perfect )*(thanks|thank you|thx|ty|cheers|much appreciated|appreciate (it|that)|tysm)( (so|very) much| a lot| you| for .*| again| bot| a bunch| loads| habit mesh| everything)*|that helped|you are (very )?(kind|helpful|sweet))$/,
  ),
  p(
    'bye',
    /^((ok |well )*(bye|good ?bye|good ?night|see (you|ya)( later| tomorrow| soon)?|cya|talk (to you )?(later|soon|tomorrow)|ttyl|later|night|take care|that is all( for (now|today))?|i (have to|must|need to|got to|am going to) (go|leave|sleep|go to (bed|sleep))( now)?|gotta go|until tomorrow|have a (good|nice) (day|one|evening|night))( now| then| for now| bye| bot| everyone)*)$/,
  ),
  p(
    'greet',
    /^((oh )?(hi|hello|hey|hiya|howdy|yo|heya|greetings|good (morning|afternoon|evening|day)|morning|evening|sup|what is up|hallo|how are you( doing)?( today)?|how is it going|hows you|nice to meet you)( there| again| bot| you| everyone| friend| all| how are you( doing)?( today)?| hello| hi)*)$/,
  ),
]

/** Taken off the front of a message before its wording is compared. */
export const leading =
  /^(please|hey|hi|hello|ok|okay|so|well|um|uh|oh|hm+|right|alright|bot|anyway|now|dear bot)\b[\s,!.:-]+(?=\S)/
export const trailing = /[\s,]*(please|thanks|thank you|now|then|bot|pls|plz)?[\s.!?,:;]*$/
