import { registerHooks } from 'node:module'

// TypeScript 7 has no compiler API yet, and openapi-typescript prints with it. ts-morph brings TypeScript 5 as a library,
// so no second `tsc` gets into node_modules/.bin.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'typescript' ? next(import.meta.resolve('./typescript-5.ts'), context) : next(specifier, context),
})
