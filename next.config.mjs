/** @type {import('next').NextConfig} */
const config = {
  // Tests build into a folder of their own, so that they run beside `npm run up` in one checkout.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // Types are one of the checks of `npm run validate`; a build of the same sources would only repeat it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pg-boss', 'pino', '@aws-sdk/client-s3'],
  // A lockfile further up must not be taken for the project's root.
  turbopack: { root: import.meta.dirname },
  experimental: {
    // The largest input is a drop of 1000 file names (255 characters, 4 bytes each, and as much again around them).
    serverActions: { bodySizeLimit: '2mb' },
  },
}

export default config
