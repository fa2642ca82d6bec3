import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { MAIL_KIND_NAMES } from "../modules/mail/kinds"
import { retryBrokenLetters } from "../workflows/mail/retry-broken-letters"

const payloadSchema = z.strictObject({
  kind: z.enum(MAIL_KIND_NAMES),
  shop_id: z.string().nullable(),
  by: z.string().nullable(),
})

/** A wording has been mended: the letters that waited for it go out. */
export const retryBrokenLettersTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await retryBrokenLetters(container, payloadSchema.parse(payload))
}
