/**
 * Helplines by country, as data that admins may edit. `checked` is the day on which a number was last
 * compared with what is published; a line without it was written down from common knowledge and not
 * compared yet. A person must call through the whole list before it goes live, and again every half
 * year. Where a country is not here, findahelpline.com knows.
 */
export interface HelpLine {
  readonly country: string
  readonly name: string
  readonly phone: string
  /** How to write instead of calling, where that is possible. */
  readonly text?: { readonly to: string; readonly word?: string }
  /** '24/7', or from when to when. */
  readonly hours: string
  readonly free: boolean
  /** Only for young people; not offered to everyone. */
  readonly young?: true
  readonly checked?: string
}

const checked = '2026-11-22'
const always = '24/7'

export const helpLines: readonly HelpLine[] = [
  {
    country: 'US',
    name: '988 Suicide & Crisis Lifeline',
    phone: '988',
    text: { to: '988' },
    hours: always,
    free: true,
    checked,
  },
  {
    country: 'US',
    name: 'Crisis Text Line',
    phone: '',
    text: { to: '741741', word: 'HOME' },
    hours: always,
    free: true,
  },
  {
    country: 'CA',
    name: '9-8-8 Suicide Crisis Helpline',
    phone: '988',
    text: { to: '988' },
    hours: always,
    free: true,
    checked,
  },
  { country: 'GB', name: 'Samaritans', phone: '116 123', hours: always, free: true },
  {
    country: 'GB',
    name: 'Shout',
    phone: '',
    text: { to: '85258', word: 'SHOUT' },
    hours: always,
    free: true,
  },
  { country: 'IE', name: 'Samaritans', phone: '116 123', hours: always, free: true },
  {
    country: 'IE',
    name: 'Text About It',
    phone: '',
    text: { to: '50808', word: 'HELLO' },
    hours: always,
    free: true,
  },
  {
    country: 'AU',
    name: 'Lifeline',
    phone: '13 11 14',
    text: { to: '0477 13 11 14' },
    hours: always,
    free: true,
  },
  {
    country: 'NZ',
    name: '1737, Need to talk?',
    phone: '1737',
    text: { to: '1737' },
    hours: always,
    free: true,
  },
  {
    country: 'DE',
    name: 'TelefonSeelsorge',
    phone: '0800 111 0 111',
    hours: always,
    free: true,
    checked,
  },
  { country: 'DE', name: 'TelefonSeelsorge', phone: '116 123', hours: always, free: true },
  { country: 'AT', name: 'TelefonSeelsorge', phone: '142', hours: always, free: true, checked },
  { country: 'CH', name: 'Die Dargebotene Hand', phone: '143', hours: always, free: true, checked },
  {
    country: 'CH',
    name: 'Pro Juventute',
    phone: '147',
    hours: always,
    free: true,
    young: true,
  },
  { country: 'FR', name: '3114', phone: '3114', hours: always, free: true },
  { country: 'ES', name: 'Línea 024', phone: '024', hours: always, free: true, checked },
  // Italy has no free line for everyone at all hours that we could be sure of: the site is named beside it.
  {
    country: 'IT',
    name: 'Telefono Amico Italia',
    phone: '02 2327 2327',
    hours: '9:00–24:00',
    free: true,
    checked,
  },
  {
    country: 'IT',
    name: 'Telefono Azzurro',
    phone: '19696',
    hours: always,
    free: true,
    young: true,
  },
  {
    country: 'NL',
    name: '113 Zelfmoordpreventie',
    phone: '113',
    hours: always,
    free: true,
  },
  { country: 'BE', name: 'Zelfmoordlijn 1813', phone: '1813', hours: always, free: true },
  { country: 'IN', name: 'Tele-MANAS', phone: '14416', hours: always, free: true },
]

/** The number for an ambulance or the police. */
export const emergencyNumbers: Readonly<Record<string, string>> = {
  US: '911',
  CA: '911',
  GB: '999',
  IE: '112',
  AU: '000',
  NZ: '111',
  DE: '112',
  AT: '112',
  CH: '112',
  FR: '112',
  ES: '112',
  IT: '112',
  NL: '112',
  BE: '112',
  IN: '112',
}

export const findAHelpline = 'findahelpline.com'
