export const overlayStyle = 'fixed inset-0 z-40 animate-fade bg-[oklch(20%_0.02_220/0.38)]'

// On the phone a dialog is a sheet at the bottom, within a thumb's reach.
export const panelStyle = [
  'fixed z-50 grid grid-cols-1 max-h-[calc(100dvh-32px)] animate-rise gap-5 overflow-y-auto border border-line bg-sheet p-6 shadow-dialog outline-none',
  'inset-x-0 bottom-0 rounded-t-l pb-8',
  'md:inset-x-auto md:bottom-auto md:left-1/2 md:top-[18vh] md:max-h-[calc(82dvh-16px)] md:-ml-[220px] md:w-[440px] md:rounded-l md:pb-6',
].join(' ')

/** For dialogs that hold lists. */
export const widePanelStyle = 'md:top-[8vh] md:-ml-[320px] md:w-[640px] md:max-h-[84dvh]'

export const panelFootStyle =
  'flex flex-col-reverse gap-2 md:flex-row md:justify-end pointer-coarse:[&>button]:min-h-11'
