import { Button, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useResolveAttention } from "../../../hooks/api/orders"
import { useAttentionText } from "../../../hooks/use-attention-text"
import { useErrorText } from "../../../hooks/use-error-text"
import type { ListedAttention } from "../../../types/orders"
import { supplierPath } from "../../dispatch/common/dispatch-path"
import { cardPath } from "../../orders/list/order-cells"
import { FullTime } from "../../orders/common/time"
import { AttentionAction, shopPath } from "./attention-action"

/** Refused orders are named by their shop and the code of the refusal. */
const shopOf = (subjectId: string): string => subjectId.split(":")[0]

const SUBJECT_PATHS: Partial<Record<ListedAttention["subject_type"], (id: string) => string>> = {
  order: cardPath,
  shop: shopPath,
  intake: (id) => shopPath(shopOf(id)),
  processor_account: () => "/payments/processors",
  callback: () => "/payments/callbacks",
  supplier: supplierPath,
  shipping_callback: () => "/dispatch/callbacks",
  mail_account: () => "/mail/settings?tab=servers",
}

const Subject = ({ entry }: { entry: ListedAttention }) => {
  const { t } = useTranslation("payments")
  const name = t(`attention.subject.${entry.subject_type}`, {
    name: entry.subject_name ?? entry.subject_id,
    defaultValue: entry.subject_name ?? entry.subject_id,
  })
  const path = SUBJECT_PATHS[entry.subject_type]?.(entry.subject_id)
  return path ? (
    <Link
      to={path}
      className="text-ui-tag-blue-text focus-visible:shadow-borders-focus break-words rounded outline-none hover:underline"
    >
      {name}
    </Link>
  ) : (
    <span className="break-words">{name}</span>
  )
}

export const AttentionItem = ({ entry }: { entry: ListedAttention }) => {
  const { t } = useTranslation("payments")
  const { t: orders } = useTranslation("orders")
  const attentionText = useAttentionText()
  const errorText = useErrorText()
  const { mutate, isPending } = useResolveAttention()
  const resolve = () =>
    mutate(
      { id: entry.id },
      {
        onSuccess: () => toast.success(orders("card.resolved")),
        onError: (error) => toast.error(errorText(error)),
      }
    )
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3 md:px-6">
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-y-1">
        <p className="txt-compact-small text-ui-fg-base break-words">
          {attentionText(entry)}
          {entry.words && <q className="text-ui-fg-subtle ms-1">{entry.words}</q>}
        </p>
        <p className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5 gap-y-1">
          <Subject entry={entry} />
          <span aria-hidden="true">·</span>
          <FullTime at={entry.since} />
          {entry.resolved_at && (
            <>
              <span aria-hidden="true">·</span>
              <span>{t("attention.resolvedAt")}</span>
              <FullTime at={entry.resolved_at} />
            </>
          )}
        </p>
      </div>
      {!entry.resolved_at && (
        <div className="flex flex-wrap items-center gap-2">
          <AttentionAction
            entry={entry}
            orderId={entry.subject_type === "order" ? entry.subject_id : null}
            supplierId={entry.subject_type === "supplier" ? entry.subject_id : null}
            shopId={entry.subject_type === "intake" ? shopOf(entry.subject_id) : null}
            callbackId={entry.subject_type === "callback" ? entry.subject_id : null}
          />
          <Button size="small" variant="transparent" isLoading={isPending} onClick={resolve}>
            {orders("card.resolve")}
          </Button>
        </div>
      )}
    </li>
  )
}
