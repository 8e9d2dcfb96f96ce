/**
 * The basics in other languages. Somebody in despair falls back into their first language, whatever the
 * chat is set to; the reply offers numbers, which need no translation. Diacritics are gone already.
 */
import type { Sign } from './sign.js'

const basic = (id: string, words: string): Sign => ({
  id: `basic-${id}`,
  tier: 'explicit',
  about: 'self',
  pattern: new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'u'),
})

export const basics: readonly Sign[] = [
  {
    id: 'basic-worn',
    tier: 'unclear',
    about: 'self',
    pattern:
      /\bich kann nicht mehr\b|\bje (nen|n en) peux plus\b|\bya no puedo mas\b|\bnon ce la faccio piu\b|\bik kan niet meer\b/,
  },
  basic(
    'de',
    'selbstmord\\p{L}*|suizid\\p{L}*|(?:mich|mir) umbringen|bringe? mich um|will sterben|sterben will|(?:will|mag|mochte) nicht mehr leben|das leben nehmen|mein(?:em)? leben (?:be|ein ?)end\\p{L}*|ritze mich|mich ritzen|selbst verletz\\p{L}*|lebensmude',
  ),
  basic(
    'fr',
    'me suicider|me tuer|(?:veux|voudrais|envie de) mourir|en finir avec la vie|(?:veux|envie de) (?:plus|ne plus) vivre|plus envie de vivre|fin a mes jours|suicidaire|me faire du mal|me scarifier|veux en finir',
  ),
  basic(
    'es',
    'quiero morir(?:me)?|ganas de morir|matarme|suicidarme|suicidio|suicida|no quiero (?:mas )?vivir|quitarme la vida|acabar con mi vida|hacerme dano|cortarme las venas',
  ),
  basic(
    'it',
    'voglio morire|uccidermi|ammazzarmi|suicidarmi|suicidio|togliermi la vita|farla finita|non voglio (?:piu )?vivere|farmi del male',
  ),
  basic(
    'nl',
    'wil dood|zelfmoord\\p{L}*|mezelf (?:doden|ophangen|snijden|pijn doen)|(?:wil )?niet meer leven|suicidaal|einde aan mijn leven|er niet meer zijn',
  ),
  basic(
    'pt',
    'quero morrer|me matar|suicidio|me suicidar|tirar (?:a )?minha (?:propria )?vida|nao quero (?:mais )?viver|me cortar|acabar com (?:a )?minha vida',
  ),
  basic(
    'ru',
    'хочу умереть|убить себя|убью себя|самоубииств\\p{L}*|покончить с собои|не хочу (?:больше )?жить',
  ),
  basic(
    'hi',
    'मरना चाहता|मरना चाहती|आत्महत्या|जीना नहीं चाहता|जीना नहीं चाहती|marna chahta|marna chahti|khudkushi|aatmahatya',
  ),
  basic('tr', 'olmek istiyorum|intihar|kendimi oldur\\p{L}*|yasamak istemiyorum'),
  basic('pl', 'chce umrzec|samobojstw\\p{L}*|zabic sie|zabije sie|nie chce (?:juz )?zyc'),
]
