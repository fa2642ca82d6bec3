import { toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useArchiveOrder } from "../../../hooks/api/orders"
import type { OrderCard } from "../../../types/orders"
import { ReasonPrompt } from "../common/reason-prompt"

type ArchivePromptProps = { order: OrderCard; onClose: () => void }

export const ArchivePrompt = ({ order, onClose }: ArchivePromptProps) => {
  const { t } = useTranslation("orders")
  const { mutate, isPending, error } = useArchiveOrder()
  const archive = !order.archived
  const number = `#${order.display_id}`
  return (
    <ReasonPrompt
      title={t(archive ? "card.archiveTitle" : "card.unarchiveTitle", { number })}
      description={t(archive ? "card.archiveText" : "card.unarchiveText")}
      confirm={t("prompt.confirm")}
      reasonRequired
      isPending={isPending}
      error={error}
      onClose={onClose}
      onConfirm={(reason) =>
        mutate(
          { id: order.id, archive, reason },
          {
            onSuccess: () => {
              toast.success(t(archive ? "card.archivedDone" : "card.unarchivedDone"))
              onClose()
            },
          }
        )
      }
    />
  )
}
