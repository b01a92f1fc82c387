import { registerHooks } from 'node:module'

// lib is written for a bundler, which finds `./queue` by itself; Node wants the ending said.
registerHooks({
  resolve(specifier, context, next) {
    const inLib = context.parentURL?.includes('/lib/') && !context.parentURL.includes('/node_modules/')
    return next(inLib && /^\.{1,2}\/[\w/-]+$/.test(specifier) ? `${specifier}.ts` : specifier, context)
  },
})
