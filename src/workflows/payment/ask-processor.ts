import type { Answer, PaymentView } from "../../providers/payment/processor"
import { hideSecrets } from "../../lib/hide-secrets"
import { logger } from "../../lib/logger"

/** A picture that says nothing but how the call has ended. */
export const silentView = (told: Pick<PaymentView, "state" | "code" | "message">): PaymentView => ({
  found: true,
  payment_id: null,
  capture_id: null,
  issuer_answered: false,
  redirect_url: null,
  expires_at: null,
  captured: null,
  fee: null,
  network_transaction_id: null,
  advice_code: null,
  refunds: [],
  disputes: [],
  returned: null,
  ...told,
})

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
      view: silentView({ state: "unknown", code: "no_answer", message: null }),
      exchanges: [],
    }
  }
}
