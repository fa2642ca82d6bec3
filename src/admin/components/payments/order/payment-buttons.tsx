import { Button, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useCheckNow } from "../../../hooks/api/order-payment"
import { useErrorText } from "../../../hooks/use-error-text"
import { usePaymentDialog } from "../../../hooks/use-payment-dialog"
import { usePaymentWords } from "../../../hooks/use-payment-words"
import { useWhy } from "../../../hooks/use-why"
import type { ManagedPayment } from "../../../types/orders"
import type { PaymentActionName } from "../../../types/payments"
import { Unfold } from "../common/unfold"

/** In the order in which an order's payment goes on. */
const ACTIONS: PaymentActionName[] = [
  "check_now",
  "manual_payment",
  "create_link",
  "approve_by_hand",
  "refund_overpayment",
  "refund",
  "chargeback",
  "chargeback_reversal",
]

type PaymentButtonsProps = { orderId: string; payment: ManagedPayment }

/** What can be done about the payment; what cannot is named with its reason, as for statuses. */
export const PaymentButtons = ({ orderId, payment }: PaymentButtonsProps) => {
  const { t } = useTranslation("payments")
  const { ask } = usePaymentDialog()
  const check = useCheckNow()
  const errorText = useErrorText()
  const words = usePaymentWords()
  const why = useWhy()
  const { actions } = payment
  const allowed = ACTIONS.filter((name) => actions[name].allowed)
  const refused = ACTIONS.filter((name) => !actions[name].allowed)

  const press = (name: PaymentActionName) => {
    if (name !== "check_now") {
      ask(name)
      return
    }
    check.mutate(
      { id: orderId },
      {
        onSuccess: ({ attempt }) =>
          toast.info(t("check.answered", { account: attempt.account.name }), {
            description: words.outcome(attempt),
          }),
        onError: (error) => toast.error(errorText(error)),
      }
    )
  }

  return (
    <div className="flex flex-col gap-y-4">
      {allowed.length > 0 && (
        <div role="group" aria-label={t("action.label")} className="flex flex-wrap gap-2">
          {allowed.map((name) => (
            <Button
              key={name}
              size="small"
              variant="secondary"
              isLoading={name === "check_now" && check.isPending}
              onClick={() => press(name)}
            >
              {t(`action.${name}`)}
            </Button>
          ))}
        </div>
      )}
      {refused.length > 0 && (
        <Unfold label={t("action.whyNot", { count: refused.length })}>
          <dl className="txt-compact-small text-ui-fg-subtle grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)] sm:gap-y-2">
            {refused.map((name) => (
              <div key={name} className="contents">
                <dt aria-disabled="true">{t(`action.${name}`)}</dt>
                <dd className="mb-2 break-words sm:mb-0">{why(actions[name])}</dd>
              </div>
            ))}
          </dl>
        </Unfold>
      )}
    </div>
  )
}
