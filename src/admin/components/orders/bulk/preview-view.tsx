import { Heading, InlineTip } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import { useMailWords } from "../../../hooks/use-mail-words"
import type { MovePreview } from "../../../types/bulk"
import type { OrderStatus } from "../../../types/orders"
import { Figures } from "../../dispatch/common/figures"
import { SmallLink } from "../../dispatch/common/small-link"
import { OrderStatusBadge } from "../common/status-badges"
import { cardPath } from "../list/order-cells"
import { PreviewLedger } from "./preview-ledger"

type PreviewViewProps = { preview: MovePreview; to: OrderStatus }

type PartProps = { title: string; children: ReactNode }

const Part = ({ title, children }: PartProps) => (
  <section className="flex flex-col gap-y-2">
    <Heading level="h3">{title}</Heading>
    {children}
  </section>
)

const LIST = "divide-ui-border-base shadow-borders-base bg-ui-bg-component divide-y rounded-lg"
const ROW = "txt-compact-small flex items-center gap-x-3 px-3 py-2.5"

const Letters = ({ preview }: { preview: MovePreview }) => {
  const { t } = useTranslation("bulk")
  const { number } = useFormats()
  const { letter } = useMailWords()
  return (
    <Part title={t("letters.title")}>
      {preview.letters.length === 0 ? (
        <p className="txt-small text-ui-fg-subtle">{t("letters.none")}</p>
      ) : (
        <ul className={LIST}>
          {preview.letters.map(({ kind, fate, count }) => (
            <li key={`${kind} ${fate}`} className={ROW}>
              <span className="text-ui-fg-base min-w-0 flex-1 break-words">
                {letter(kind)}
                {fate !== "sent" && (
                  <span className="text-ui-fg-subtle"> · {t(`letters.${fate}`)}</span>
                )}
              </span>
              <span className="text-ui-fg-subtle tabular-nums">{number(count)}</span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

const Refusals = ({ preview, to }: PreviewViewProps) => {
  const { t } = useTranslation("bulk")
  const { number } = useFormats()
  const why = ({ code, from, sentence }: MovePreview["refusals"][number]) => {
    if (from === to) {
      return t("refused.already", { status: t(`orders:status.${to}`) })
    }
    return t([`orders:statusPanel.why.${code}`, `refused.${code}`], {
      from: from ? t(`orders:status.${from}`) : "",
      defaultValue: sentence,
    })
  }
  return (
    <Part
      title={t("refused.title", { count: preview.refused, formatted: number(preview.refused) })}
    >
      <ul className={LIST}>
        {preview.refusals.map((group) => (
          <li key={`${group.code} ${group.from}`} className="flex items-start gap-x-3 px-3 py-2.5">
            <div className="txt-compact-small flex min-w-0 flex-1 flex-col gap-y-1">
              <span className="text-ui-fg-base break-words">{why(group)}</span>
              <span className="text-ui-fg-subtle flex flex-wrap items-center gap-x-2 gap-y-1">
                {group.from && <OrderStatusBadge status={group.from} />}
                {group.examples.map(({ id, display_id }) => (
                  <SmallLink key={id} to={cardPath(id)}>
                    {display_id ? `#${display_id}` : id}
                  </SmallLink>
                ))}
                {group.count > group.examples.length && (
                  <span>
                    {t("refused.more", {
                      formatted: number(group.count - group.examples.length),
                    })}
                  </span>
                )}
              </span>
            </div>
            <span className="txt-compact-small text-ui-fg-subtle tabular-nums">
              {number(group.count)}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** How many move and from where, what the customers hear, what is booked, and what stays and why. */
export const PreviewView = ({ preview, to }: PreviewViewProps) => {
  const { t } = useTranslation("bulk")
  const { number } = useFormats()
  const { total, moves, refused, is_exact, looked_at, asks_processor, undo } = preview
  return (
    <div className="flex flex-col gap-y-6">
      {!is_exact && (
        <InlineTip variant="info" label={t("preview.aboutLabel")}>
          {t("preview.about", { looked: number(looked_at), total: number(total) })}
        </InlineTip>
      )}
      <Figures
        figures={[
          { label: t("preview.chosen"), value: total },
          { label: t("preview.move"), value: moves, tone: "good" },
          { label: t("preview.stay"), value: refused, tone: "bad" },
        ]}
      />
      {moves > 0 && (
        <>
          <Part title={t("preview.from")}>
            <ul className="flex flex-wrap gap-x-4 gap-y-2">
              {preview.from.map(({ status, count }) => (
                <li key={status} className="flex items-center gap-x-1.5">
                  <OrderStatusBadge status={status} />
                  <span className="txt-compact-small text-ui-fg-subtle tabular-nums">
                    {number(count)}
                  </span>
                </li>
              ))}
            </ul>
          </Part>
          <Letters preview={preview} />
          <PreviewLedger ledger={preview.ledger} />
          {asks_processor > 0 && (
            <InlineTip variant="info" label={t("preview.asksLabel")}>
              {t("preview.asks", { count: asks_processor, formatted: number(asks_processor) })}
            </InlineTip>
          )}
          <p className="txt-small text-ui-fg-subtle">
            {undo.possible ? t("preview.undo", { count: undo.seconds }) : t("preview.noUndo")}
          </p>
        </>
      )}
      {refused > 0 && <Refusals preview={preview} to={to} />}
      {total === 0 && <p className="txt-small text-ui-fg-subtle">{t("preview.nothing")}</p>}
    </div>
  )
}
