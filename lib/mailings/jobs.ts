import 'server-only'
import { deliverDue } from './deliver'
import { MAILINGS } from './queue'

/** What the instances that do jobs have to run: the one when something was sent, the other for what waits or was left behind. */
export const mailingsWorker = { queue: MAILINGS, atOnce: 1, run: () => deliverDue() }
export const resumeMailings = { name: 'resume-mailings', everySeconds: 5, run: () => deliverDue() }
