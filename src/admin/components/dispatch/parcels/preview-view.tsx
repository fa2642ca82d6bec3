import { CheckCircleSolid, ExclamationCircleSolid } from "@medusajs/icons"
import { Heading } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { DispatchPreview } from "../../../types/dispatch"
import { cardPath } from "../../orders/list/order-cells"
import { addSkuPath } from "../common/dispatch-path"
import { SmallLink } from "../common/small-link"

type PreviewViewProps = {
  preview: DispatchPreview
  /** Of one order nobody has to be told its number. */
  single?: boolean
}

const Goes = ({ preview }: PreviewViewProps) => {
  const { t } = useTranslation("dispatch")
  const { number } = useFormats()
  return (
    <ul className="divide-ui-border-base shadow-borders-base bg-ui-bg-component divide-y rounded-lg">
      {preview.goes.map(({ supplier, parcels, orders }) => (
        <li key={supplier.id} className="flex items-center gap-x-3 px-3 py-2.5">
          <CheckCircleSolid className="text-ui-tag-green-icon shrink-0" aria-hidden="true" />
          <span className="txt-compact-small-plus text-ui-fg-base min-w-0 flex-1 break-words">
            {supplier.name}
          </span>
          <span className="txt-compact-small text-ui-fg-subtle whitespace-nowrap tabular-nums">
            {t("preview.parcels", { count: parcels, formatted: number(parcels) })}
            {orders !== parcels &&
              ` · ${t("preview.orders", { count: orders, formatted: number(orders) })}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Why an order stays, in the reader's language where the server says which SKU and what about it. */
const useStayText = () => {
  const { t } = useTranslation("dispatch")
  const { country: countryName } = useFormats()
  return ({ lines, country, code, why }: DispatchPreview["stays"][number]): string[] =>
    lines.length > 0
      ? [...new Set(lines.map((line) => line.code))].map((reason) =>
          t(`stays.${reason}`, {
            skus: [
              ...new Set(lines.filter((line) => line.code === reason).map(({ sku }) => sku)),
            ].join(", "),
            country: country && countryName(country),
            defaultValue: why,
          })
        )
      : [t(`stays.${code}`, { defaultValue: why })]
}

const Stays = ({ preview, single }: PreviewViewProps) => {
  const { t } = useTranslation("dispatch")
  const { number } = useFormats()
  const textOf = useStayText()
  const rest = preview.stays_count - preview.stays.length
  return (
    <ul className="divide-ui-border-base shadow-borders-base bg-ui-bg-component divide-y rounded-lg">
      {preview.stays.map((stay) => {
        const unknown = stay.lines.find(({ code }) => code === "unknown_sku")
        return (
          <li key={stay.order.id} className="flex items-start gap-x-3 px-3 py-2.5">
            <ExclamationCircleSolid
              className="text-ui-tag-orange-icon mt-0.5 shrink-0"
              aria-hidden="true"
            />
            <div className="txt-compact-small flex min-w-0 flex-1 flex-col gap-y-0.5">
              {!single && (
                <SmallLink to={cardPath(stay.order.id)}>
                  #{stay.order.display_id ?? stay.order.id}
                </SmallLink>
              )}
              {textOf(stay).map((text) => (
                <span key={text} className="text-ui-fg-base break-words">
                  {text}
                </span>
              ))}
            </div>
            {unknown && (
              <span className="txt-compact-small whitespace-nowrap">
                <SmallLink to={addSkuPath(unknown.sku)}>{t("stays.add")}</SmallLink>
              </span>
            )}
          </li>
        )
      })}
      {rest > 0 && (
        <li className="txt-compact-small text-ui-fg-subtle px-3 py-2.5">
          {t("preview.more", { count: rest, formatted: number(rest) })}
        </li>
      )}
    </ul>
  )
}

/** What goes where and what stays and why. */
export const PreviewView = ({ preview, single }: PreviewViewProps) => {
  const { t } = useTranslation("dispatch")
  const { number } = useFormats()
  const { goes, stays_count, already, total } = preview
  return (
    <div className="flex flex-col gap-y-5">
      {goes.length > 0 && (
        <section className="flex flex-col gap-y-2">
          {!single && <Heading level="h3">{t("preview.goes")}</Heading>}
          <Goes preview={preview} />
        </section>
      )}
      {stays_count > 0 && (
        <section className="flex flex-col gap-y-2">
          {!single && (
            <Heading level="h3">
              {t("preview.stays", { count: stays_count, formatted: number(stays_count) })}
            </Heading>
          )}
          <Stays preview={preview} single={single} />
        </section>
      )}
      {already > 0 && (
        <p className="txt-small text-ui-fg-subtle">
          {single
            ? t("preview.alreadyOne")
            : t("preview.already", { count: already, formatted: number(already) })}
        </p>
      )}
      {total === 0 && <p className="txt-small text-ui-fg-subtle">{t("preview.nothing")}</p>}
    </div>
  )
}
