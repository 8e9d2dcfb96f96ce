import js from '@eslint/js'
import ts from 'typescript-eslint'

/** Imports run one way; a plugin knows of another only what it answers (its messages.ts). */
const forbid = (files, group, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
})

export default ts.config(
  { ignores: ['dist/', 'data/', 'node_modules/', '.tap/', 'bench/node_modules/', 'web/**/vendor/'] },
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
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
  forbid(
    ['shared/**/*.ts'],
    ['**/plugins/**', '**/services/**', '**/gateway/**', '**/web/**'],
    'shared/ is what everything stands on: it imports nothing above it.',
  ),
  forbid(
    ['plugins/*/**/*.ts'],
    ['**/services/**', '**/gateway/**', '**/web/**', '../../*/*', '!../../shared/**', '!../../*/messages.js'],
    'A plugin imports shared/ and, of another plugin, only its messages.ts.',
  ),
  forbid(
    ['gateway/**/*.ts'],
    ['**/services/**', '**/web/**', '**/plugins/*/*', '!**/plugins/*/messages.js'],
    'The gateway knows of a plugin only its messages.ts.',
  ),
  { files: ['**/*.js'], ...ts.configs.disableTypeChecked },
)
