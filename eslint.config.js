import js from '@eslint/js'
import ts from 'typescript-eslint'

/** Imports run one way; a plugin knows of another only what it answers (its messages.ts). */
const forbid = (files, regexes, message) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: regexes.map((regex) => ({ regex, message })) }],
  },
})

/** The files of plugins that lie so deep below their role's folder. */
const plugin = (depth) => {
  const up = '\\.\\./'.repeat(depth + 1)
  return forbid(
    [`plugins/*/${'*/'.repeat(depth)}*.ts`],
    [`^${up}(?!\\.\\./)[a-z]+/(?!messages\\.js$)`, `^${up}\\.\\./(?!shared/)`],
    'A plugin imports shared/ and, of another plugin, only its messages.ts.',
  )
}

export default ts.config(
  {
    ignores: ['dist/', 'data/', 'node_modules/', '.tap/', 'bench/node_modules/', 'web/**/vendor/'],
  },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // tap's subtests are promises that tap itself awaits.
      '@typescript-eslint/no-floating-promises': 'off',
      // A test looks at whatever came back and asserts what it needs of it.
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  forbid(
    ['shared/**/*.ts'],
    ['/(plugins|services|gateway|web)/'],
    'shared/ is what everything stands on: it imports nothing above it.',
  ),
  ...[0, 1, 2, 3].map(plugin),
  forbid(
    ['gateway/**/*.ts'],
    ['/(services|web)/', '/plugins/[a-z]+/(?!messages\\.js$)'],
    'The gateway knows of a plugin only its messages.ts.',
  ),
  { files: ['**/*.js'], ...ts.configs.disableTypeChecked },
)
