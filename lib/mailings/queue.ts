import 'server-only'
import type { Queue } from '../jobs/boss'

/**
 * Wakes whoever is free when something was sent. What has to be done is in the rows: a job that is lost with its process
 * only delays it until the recurring job looks.
 */
export const MAILINGS: Queue = { name: 'mailings', options: { retryLimit: 0, expireInSeconds: 900 } }
