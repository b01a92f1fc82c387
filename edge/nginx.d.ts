declare const edge: { sliceFile(folder: string, key: string, slice: number): string }
export default edge
