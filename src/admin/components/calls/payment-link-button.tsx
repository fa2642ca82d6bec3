import { Button, toast, usePrompt } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useSendPaymentLink } from "../../hooks/api/calls"
import { useErrorText } from "../../hooks/use-error-text"
import type { OrderCard } from "../../types/orders"

/** For an operator whom an administrator has allowed to write how to pay. */
export const PaymentLinkButton = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("calls")
  const { mutate, isPending } = useSendPaymentLink()
  const errorText = useErrorText()
  const prompt = usePrompt()
  const send = async () => {
    const confirmed = await prompt({
      title: t("link.title"),
      description: t("link.text", { to: order.customer.email }),
      confirmText: t("link.send"),
      cancelText: t("link.cancel"),
      variant: "confirmation",
    })
    if (confirmed) {
      mutate(order.id, {
        onSuccess: () => toast.success(t("link.sent")),
        onError: (error) => toast.error(errorText(error)),
      })
    }
  }
  return (
    <Button size="small" variant="secondary" isLoading={isPending} onClick={() => void send()}>
      {t("link.send")}
    </Button>
  )
}
