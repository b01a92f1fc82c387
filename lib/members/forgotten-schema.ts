import { z } from 'zod'
import { emailAddress } from './schema'

export const forgottenInput = z.object({ email: emailAddress })
