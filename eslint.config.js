import tseslint from 'typescript-eslint'
import { oneWay } from './tools/lint/one-way.ts'
import { throughScope } from './tools/lint/through-scope.ts'

const readsEnvironment = 'Only server/platform/env.ts reads the environment.'

export default tseslint.config(
  { ignores: ['build', 'data', '.cache', 'shots', 'test-results', 'node_modules'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { house: { rules: { 'one-way': oneWay, 'through-scope': throughScope } } },
    rules: {
      'house/one-way': 'error',
      'house/through-scope': 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: readsEnvironment }],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:process', importNames: ['env'], message: readsEnvironment }] },
      ],
      // Kysely's builders are made to be taken apart: ({ selectFrom, fn }) => …
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // params['task'] says that the name comes from the route.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/only-throw-error': ['error', { allow: ['Response'] }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  // A subject's promises are read in one place.
  { files: ['**/*.test.ts'], rules: { 'max-lines': ['error', { max: 320, skipBlankLines: true }] } },
  // React waits for a promise that is thrown.
  {
    files: ['app/frame/words.ts'],
    rules: { '@typescript-eslint/only-throw-error': ['error', { allow: ['Promise'] }] },
  },
  { files: ['server/platform/env.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['tools/**', 'bench/**', 'e2e/prepare.ts', 'e2e/**/{run,hunt}.ts'], rules: { 'no-console': 'off' } },
)
