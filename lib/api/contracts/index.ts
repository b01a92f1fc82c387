import type { Contract } from '../contract'
import * as audit from './audit'
import * as documents from './documents'
import * as grants from './grants'
import * as links from './links'
import * as mail from './mail'
import * as uploads from './uploads'
import * as ways from './ways'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Every operation of /api/v1, in the order of its documentation: what a contract file exports is in it. */
export const CONTRACTS: readonly Contract[] = [documents, uploads, grants, links, ways, mail, audit].flatMap((file) =>
  Object.values<unknown>(file).filter(isContract).toSorted(byPath),
)

function byPath(a: Contract, b: Contract): number {
  return a.path.localeCompare(b.path) || METHODS.indexOf(a.method) - METHODS.indexOf(b.method)
}

function isContract(it: unknown): it is Contract {
  return typeof it === 'object' && it !== null && 'answers' in it && 'scope' in it
}
