import { declareErrors } from '../../shared/errors.js'

/** What can go wrong on this side of the mesh, before any service is asked. */
declareErrors({
  'console/no-mesh': {
    status: 503,
    says: 'No mesh was found.',
    remedy:
      'Start one with `npm start` in another terminal, with the same DATA_DIR (or MESH_BASES and its secret).',
  },
  'console/usage': {
    status: 400,
    says: 'This is not how it is called.',
    remedy: '`npm run act -- --help` says how; in the REPL, `help`.',
  },
  'console/bad-json': {
    status: 400,
    says: 'The input is not a JSON object.',
    remedy: 'Send one object with names in double quotes, such as {"name":"Yoga"}.',
  },
  'console/no-member': {
    status: 404,
    says: 'There is no such member in the mesh.',
    remedy: '`members` lists them: take a service’s name or the beginning of an instance.',
  },
  'console/which-member': {
    status: 400,
    says: 'More than one member is meant by this.',
    remedy: 'Take more of the instance, as `members` shows it.',
  },
  'console/unknown-command': {
    status: 400,
    says: 'There is no such command.',
    remedy: '`help` lists the commands.',
  },
})
