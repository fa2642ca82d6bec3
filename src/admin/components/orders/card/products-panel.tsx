import { Badge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import { webLink } from "../../../lib/safe-link"
import type { CardProduct, OrderCard } from "../../../types/orders"
import { ProductThumbnail } from "../common/product-thumbnail"
import { Panel, PanelPart } from "./panel"
import { Totals } from "./totals"

type ProductLineProps = { product: CardProduct; currency: string }

const ProductLine = ({ product, currency }: ProductLineProps) => {
  const { t } = useTranslation("orders")
  const { money } = useFormats()
  const link = webLink(product.url)
  const option = [product.option, product.option_value].filter(Boolean).join(": ")
  return (
    <li className="flex items-start gap-x-4">
      <ProductThumbnail src={product.thumbnail} name={product.name} />
      <div className="flex min-w-0 flex-1 flex-col gap-y-0.5">
        <span className="txt-compact-small-plus text-ui-fg-base break-words">
          {link ? (
            <a
              href={link}
              target="_blank"
              rel="noreferrer noopener"
              title={t("products.openShop", { name: product.name })}
              className="hover:text-ui-tag-blue-text focus-visible:shadow-borders-focus rounded outline-none"
            >
              {product.name}
            </a>
          ) : (
            product.name
          )}{" "}
          {product.bonus && (
            <Badge size="2xsmall" color="green">
              {t("products.orderBonus", { bonus: product.bonus })}
            </Badge>
          )}
        </span>
        <span className="txt-compact-xsmall text-ui-fg-subtle break-words">
          {[t("products.sku", { sku: product.sku }), option].filter(Boolean).join(" · ")}
        </span>
      </div>
      <div className="txt-compact-small flex shrink-0 flex-col items-end gap-y-0.5 tabular-nums">
        <span className="text-ui-fg-base">{money(product.total, currency)}</span>
        <span className="txt-compact-xsmall text-ui-fg-subtle">
          {product.quantity} × {money(product.unit_price, currency)}
        </span>
      </div>
    </li>
  )
}

const Extras = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  const { t: mail } = useTranslation("mail")
  const { day } = useFormats()
  const { refill_reminder: reminder, refill } = order
  if (!order.bonus && !reminder) {
    return null
  }
  return (
    <PanelPart>
      <ul className="txt-compact-small text-ui-fg-subtle flex flex-col gap-y-1">
        {order.bonus && <li>{t("products.orderBonus", { bonus: order.bonus })}</li>}
        {reminder && (
          <li>
            {t("products.refill", {
              days: reminder.period_days,
              via: t(`products.via.${reminder.via}`, { defaultValue: reminder.via }),
            })}
            {refill && (
              <>
                {" "}
                · {mail(`refill.state.${refill.state}`, { defaultValue: refill.state })},{" "}
                {day(refill.due_at)}
              </>
            )}
          </li>
        )}
      </ul>
    </PanelPart>
  )
}

export const ProductsPanel = ({ order }: { order: OrderCard }) => {
  const { t } = useTranslation("orders")
  return (
    <Panel title={t("products.title")}>
      <PanelPart>
        <ul className="flex flex-col gap-y-4">
          {order.products.map((product) => (
            <ProductLine key={product.id} product={product} currency={order.currency} />
          ))}
        </ul>
      </PanelPart>
      <Extras order={order} />
      <PanelPart>
        <Totals order={order} />
      </PanelPart>
    </Panel>
  )
}
