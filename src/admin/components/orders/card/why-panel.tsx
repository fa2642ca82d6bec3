import { InformationCircle } from "@medusajs/icons"
import { Container, Heading } from "@medusajs/ui"
import { useId } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import { useFormats, useNow } from "../../../hooks/use-formats"
import { useWhyText } from "../../../hooks/use-why-text"
import type { OrderCard, Why } from "../../../types/orders"
import { ResolveButton } from "./banners"
import { WhyAction } from "./why-action"

const Since = ({ at }: { at: string }) => {
  const { t } = useTranslation("card")
  const { dateTime, relative, exactTime } = useFormats()
  const now = useNow()
  return (
    <time dateTime={at} title={exactTime(at)} className="text-ui-fg-subtle tabular-nums">
      {t("why.since", { when: `${dateTime(at)} (${relative(at, now)})` })}
    </time>
  )
}

type WhyPanelProps = { order: OrderCard; why: Why }

/** One sentence that says why the order is where it is, and the button that brings it on. */
export const WhyPanel = ({ order, why }: WhyPanelProps) => {
  const { t } = useTranslation("card")
  const whyText = useWhyText()
  const { permissions } = useMe()
  const id = useId()
  const entry = order.attention.find((one) => !one.resolved_at && one.kind === why.kind)
  return (
    <section aria-labelledby={id} data-why={why.kind}>
      <Container className="flex flex-wrap items-center gap-x-6 gap-y-3 px-4 py-4 md:px-6">
        <div className="flex min-w-0 flex-1 basis-64 items-start gap-x-3">
          <InformationCircle className="text-ui-tag-blue-icon mt-0.5 shrink-0" aria-hidden="true" />
          <div className="flex min-w-0 flex-col gap-y-1">
            <Heading level="h2" id={id} className="txt-compact-small text-ui-fg-subtle">
              {t("why.title")}
            </Heading>
            <p className="txt-small text-ui-fg-base break-words">
              {whyText(why)}
              {entry?.words && <q className="text-ui-fg-subtle ms-1">{entry.words}</q>}{" "}
              <span className="txt-compact-small">
                <Since at={why.since} />
              </span>
            </p>
          </div>
        </div>
        {(why.button || entry) && (
          <div className="flex flex-wrap items-center gap-2">
            {why.button && <WhyAction order={order} why={why} button={why.button} />}
            {entry && permissions.attention && <ResolveButton entry={entry} />}
          </div>
        )}
      </Container>
    </section>
  )
}
