/**
 * The environment for processes that a test starts: without what the test runner puts into it to
 * follow every process, which makes each start slower and is none of the product's.
 */
export const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => name !== 'NODE_OPTIONS' && !/^_?TAP/.test(name) && name !== 'SERVICE_INSTANCE',
    ),
  )
