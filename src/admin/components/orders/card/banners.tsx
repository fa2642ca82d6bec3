import { ArchiveBox, ExclamationCircleSolid } from "@medusajs/icons"
import { Button, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useMe } from "../../../hooks/api/me"
import { useResolveAttention } from "../../../hooks/api/orders"
import { useAttentionText } from "../../../hooks/use-attention-text"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats, useNow } from "../../../hooks/use-formats"
import type { AttentionEntry, OrderCard } from "../../../types/orders"
import { customerPath } from "../../customers/common/customer-path"
import { AttentionAction } from "../../payments/attention/attention-action"
import { RelativeTime } from "../common/time"

type AttentionRowProps = { entry: AttentionEntry; orderId: string }

/** A person says that an entry is done. */
export const ResolveButton = ({ entry }: { entry: AttentionEntry }) => {
  const { t } = useTranslation("orders")
  const { mutate, isPending } = useResolveAttention()
  const errorText = useErrorText()
  const resolve = () =>
    mutate(
      { id: entry.id },
      {
        onSuccess: () => toast.success(t("card.resolved")),
        onError: (error) => toast.error(errorText(error)),
      }
    )
  return (
    <Button size="small" variant="secondary" isLoading={isPending} onClick={resolve}>
      {t("card.resolve")}
    </Button>
  )
}

const AttentionRow = ({ entry, orderId }: AttentionRowProps) => {
  const { permissions } = useMe()
  const attentionText = useAttentionText()
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 md:px-6">
      <ExclamationCircleSolid className="text-ui-tag-orange-icon shrink-0" aria-hidden="true" />
      <span className="txt-compact-small text-ui-fg-base min-w-0 flex-1 basis-48 break-words">
        {attentionText(entry)}
        {entry.words && <q className="text-ui-fg-subtle ms-1">{entry.words}</q>}{" "}
        <span className="text-ui-fg-subtle whitespace-nowrap">
          <RelativeTime at={entry.since} />
        </span>
      </span>
      {permissions.attention && (
        <div className="flex flex-wrap items-center gap-2">
          <AttentionAction onCard entry={entry} orderId={orderId} />
          <ResolveButton entry={entry} />
        </div>
      )}
    </li>
  )
}

type AttentionBannerProps = { order: OrderCard }

/** What else needs a person, at the top where nobody overlooks it; what holds the order up is said above. */
export const AttentionBanner = ({ order }: AttentionBannerProps) => {
  const { t } = useTranslation("orders")
  const open = order.attention.filter(
    (entry) => !entry.resolved_at && entry.kind !== order.why.kind
  )
  if (open.length === 0) {
    return null
  }
  return (
    <section
      aria-label={t("card.attentionHeading")}
      className="bg-ui-tag-orange-bg border-ui-tag-orange-border rounded-lg border"
    >
      <ul className="divide-ui-tag-orange-border divide-y">
        {open.map((entry) => (
          <AttentionRow key={entry.id} entry={entry} orderId={order.id} />
        ))}
      </ul>
    </section>
  )
}

/** Whose orders are never charged is said before anything else. */
export const BlockedBanner = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const { permissions } = useMe()
  const page = order.customer.page_id
  return (
    <div className="bg-ui-tag-red-bg border-ui-tag-red-border txt-compact-small text-ui-fg-base flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border px-4 py-3 md:px-6">
      <ExclamationCircleSolid className="text-ui-tag-red-icon shrink-0" aria-hidden="true" />
      <span className="min-w-0 flex-1 basis-48">{t("card.customerBlocked")}</span>
      {permissions.customers && page && (
        <Button size="small" variant="secondary" asChild>
          <Link to={customerPath(page)}>{t("card.openCustomer")}</Link>
        </Button>
      )}
    </div>
  )
}

export const ArchivedBanner = ({ archived }: { archived: OrderCard["archived"] }) => {
  const { t } = useTranslation("orders")
  const { relative } = useFormats()
  const now = useNow()
  if (!archived) {
    return null
  }
  const text =
    archived.by && archived.reason
      ? t("card.archivedBanner", {
          name: archived.by,
          when: relative(archived.at, now),
          reason: archived.reason,
        })
      : t("card.archivedBannerPlain")
  return (
    <div className="bg-ui-bg-component border-ui-border-base txt-compact-small text-ui-fg-subtle flex items-center gap-x-3 rounded-lg border px-4 py-3 md:px-6">
      <ArchiveBox className="shrink-0" />
      <span className="min-w-0 break-words">{text}</span>
    </div>
  )
}
