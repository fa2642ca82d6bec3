import type { Answer, PaymentView } from "../../providers/payment/processor"
import { EMPTY_VIEW } from "../../providers/payment/views"
import { hideSecrets } from "../../lib/hide-secrets"
import { logger } from "../../lib/logger"

/**
 * Calls a processor. Its contract is not to throw; should it do so all the same, nobody knows what
 * has happened, which is an answer too.
 */
export const askProcessor = async (
  call: () => Promise<Answer<PaymentView>>
): Promise<Answer<PaymentView>> => {
  try {
    return await call()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    logger.error(`A payment processor has thrown: ${hideSecrets(reason)}`)
    return {
      view: { ...EMPTY_VIEW, code: "no_answer" },
      exchanges: [],
    }
  }
}
