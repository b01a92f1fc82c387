/** Something that the audit of an untouched installation cannot show. Ids are texts: they may be larger than a number counts. */
export type Finding = {
  what:
    | 'row-missing'
    | 'row-changed'
    | 'row-unsealed'
    | 'row-sealed-twice'
    | 'row-forged'
    | 'row-misdated'
    | 'seal-missing'
    | 'seal-changed'
    | 'seal-of-unknown-key'
    | 'anchor-missing'
    | 'anchor-contradicts'
    | 'anchors-unreadable'
  row?: string
  seal?: string
  anchor?: string
  says: string
}

const KEPT = 100

/** Keeps the first findings and counts the others: whoever emptied the table leaves millions of them. */
export class Findings {
  readonly kept: Finding[] = []
  count = 0

  add(finding: Finding): void {
    this.count += 1
    if (this.kept.length < KEPT) this.kept.push(finding)
  }
}
