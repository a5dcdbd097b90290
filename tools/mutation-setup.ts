import { inject } from 'vitest'
import { takeOut } from './mutants.ts'

// Runs before each test file of `npm run rules -- --mutate`.
const mutant = inject('mutant')
if (mutant) takeOut(mutant)
