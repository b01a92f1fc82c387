// As app/globals.css has them, in hex: few mail programs know oklch(). The dark ones stand in a media query; programs that
// turn colours themselves find dark text on no background, which they turn well.
export const INK = '#1f2a2e'
export const INK_2 = '#54605f'
export const LINE = '#dddcd6'
export const SEAL = '#0f5b45'

export const DARK = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.ink{color:#ecefe8!important}.ink2{color:#a9b3ad!important}.line{border-color:#39423f!important}.seal{background:#6fd0a8!important;color:#0d241b!important}.link{color:#6fd0a8!important}}`

export const SANS = 'ui-sans-serif,system-ui,-apple-system,Segoe UI,Roboto,sans-serif'
export const MONO = 'ui-monospace,SFMono-Regular,Menlo,Consolas,monospace'
