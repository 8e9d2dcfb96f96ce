/** Short answers in English. */
import type { AnswerWords } from '../locale.js'

const yes =
  '(?:yes|yep|yeah|yup|ya|yea|sure|ok|okay|k|correct|right|exactly|absolutely|definitely|of course|please do|do it|go ahead|go on|sounds good|that is right|it is|i did|i do|i have|that one|true|fine|y|alright|all right|perfect|👍|indeed|why not|i would|i think so|it was|i am|i will|please|thanks|thank you|that is it)'
const no =
  '(?:no|nope|nah|naw|no thanks|no thank you|not now|not really|not today|not yet|not at all|n|i did not|i do not|i have not|i am not|it is not|it was not|that is wrong|wrong|neither|none|👎|rather not|i would rather not|do not|please|thanks|not that|not that one|never|not this time)'

export const answer: AnswerWords = {
  affirm: new RegExp(
    `^(?:(?:oh|well|um|uh|hm) )?(?!(?:please|thanks|thank you)(?: |$)|i am (?:fine|ok|okay|alright|all right)\\b)${yes}(?: ${yes})*$`,
  ),
  deny: new RegExp(`^(?:(?:oh|well|um|uh|hm) )?(?!(?:please|thanks)(?: |$))${no}(?: ${no})*$`),
  maybe:
    /^(maybe|perhaps|possibly|not sure|i am not sure|i do not know|dunno|no idea|idk|we will see|hm+|could be|kind of|sort of|i guess|i can not say|hard to say|later|maybe later)$/,
  ordinals: {
    first: 1,
    '1st': 1,
    one: 1,
    second: 2,
    '2nd': 2,
    two: 2,
    third: 3,
    '3rd': 3,
    three: 3,
    fourth: 4,
    '4th': 4,
    four: 4,
    fifth: 5,
    '5th': 5,
    five: 5,
  },
  last: new Set(['last', 'latter']),
  all: /^(all|both|both of them|all of them|all of those|each|every one|everything)$/,
  none: /^(none|neither|none of (them|these|those)|neither of (them|these)|something else|another( one)?|no)$/,
  around: new Set(
    'the a my one ones it was is please option number i mean meant that this of them for just thing yes yeah yep ok think so did and habit choose pick take'.split(
      ' ',
    ),
  ),
  zero: /^(none|zero|nothing|not any|no(ne)? at all)$/,
}
