import { Phone } from "@medusajs/icons"
import { Button, Container, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link, useNavigate } from "react-router-dom"

import { useCallDesk, usePutCallBack, useTakeNextCall } from "../../hooks/api/calls"
import { useMe } from "../../hooks/api/me"
import { useErrorText } from "../../hooks/use-error-text"
import { useFormats } from "../../hooks/use-formats"
import type { CallDesk, ListedCall } from "../../types/calls"
import { cardPath } from "../orders/list/order-cells"
import { CallList } from "./call-list"

const LINK =
  "text-ui-tag-blue-text focus-visible:shadow-borders-focus rounded outline-none hover:underline"

const Mine = ({ call }: { call: ListedCall }) => {
  const { t } = useTranslation("calls")
  const { shortDate } = useFormats()
  return (
    <>
      <span className="txt-compact-small-plus text-ui-fg-base">
        {t("bar.mine")}{" "}
        <Link to={cardPath(call.order.id)} className={LINK}>
          #{call.order.display_id} {call.customer.name}
        </Link>
      </span>
      <span className="txt-compact-small text-ui-fg-subtle">
        {t(`reason.${call.reason}`, { defaultValue: call.why })}
        {call.held &&
          ` · ${t("bar.until", { when: shortDate(call.held.until, new Date(call.held.until)) })}`}
      </span>
    </>
  )
}

const Waiting = ({ desk }: { desk: CallDesk }) => {
  const { t } = useTranslation("calls")
  const { dateTime } = useFormats()
  const later =
    desk.next_at === null ? t("bar.nothing") : t("bar.next", { when: dateTime(desk.next_at) })
  return (
    <>
      <span className="txt-compact-small-plus text-ui-fg-base">
        {desk.due > 0 ? t("bar.due", { count: desk.due }) : t("bar.noneDue")}
      </span>
      <span className="txt-compact-small text-ui-fg-subtle">
        {desk.due > 0
          ? [
              desk.refills > 0 && t("bar.refills", { count: desk.refills }),
              desk.later > 0 && t("bar.later", { count: desk.later }),
            ]
              .filter(Boolean)
              .join(" · ")
          : later}
      </span>
    </>
  )
}

const Bar = () => {
  const { t } = useTranslation("calls")
  const { data: desk } = useCallDesk()
  const take = useTakeNextCall()
  const putBack = usePutCallBack()
  const navigate = useNavigate()
  const errorText = useErrorText()
  const { dateTime } = useFormats()
  const [listed, setListed] = useState(false)
  const failed = {
    onError: (error: Parameters<typeof errorText>[0]) => toast.error(errorText(error)),
  }

  const next = () =>
    take.mutate(undefined, {
      ...failed,
      onSuccess: ({ call, is_same, next_at }) => {
        if (!call) {
          toast.info(t("bar.noneDue"), {
            description: next_at ? t("bar.next", { when: dateTime(next_at) }) : t("bar.nothing"),
          })
          return
        }
        const why = t(`reason.${call.reason}`, { defaultValue: call.why })
        toast.info(`#${call.order.display_id} ${call.customer.name}`, {
          description: is_same ? t("bar.same") : why,
        })
        navigate(cardPath(call.order.id))
      },
    })

  return (
    <section aria-label={t("bar.label")}>
      <Container className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3 md:px-6">
        <div className="flex min-w-0 flex-1 basis-56 flex-col gap-y-0.5" aria-live="polite">
          {desk?.mine ? <Mine call={desk.mine} /> : desk && <Waiting desk={desk} />}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Button size="small" variant="transparent" onClick={() => setListed(true)}>
            {t("bar.list")}
          </Button>
          {desk?.mine && (
            <Button
              size="small"
              variant="secondary"
              isLoading={putBack.isPending}
              onClick={() => desk.mine && putBack.mutate(desk.mine.order.id, failed)}
            >
              {t("bar.putBack")}
            </Button>
          )}
          <Button size="small" isLoading={take.isPending} onClick={next}>
            <Phone />
            {t("bar.take")}
          </Button>
        </div>
      </Container>
      {listed && <CallList onClose={() => setListed(false)} />}
    </section>
  )
}

/** An operator's way to the next call, on each of his pages. */
export const CallBar = () => {
  const { me } = useMe()
  return me?.role === "operator" ? <Bar /> : null
}
