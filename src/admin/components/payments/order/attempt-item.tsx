import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useCheckNow } from "../../../hooks/api/order-payment"
import { useErrorText } from "../../../hooks/use-error-text"
import { useFormats, useNow } from "../../../hooks/use-formats"
import { isOpen, usePaymentWords } from "../../../hooks/use-payment-words"
import { isZero } from "../../../lib/amounts"
import type { OrderCard } from "../../../types/orders"
import type { Attempt } from "../../../types/payments"
import { CopyLine } from "../../common/copy-line"
import { FullTime } from "../../orders/common/time"
import { AttemptStateBadge } from "../common/badges"
import { PlanReasons } from "../common/plan-reasons"
import { Unfold } from "../common/unfold"
import { CloseLinkPrompt } from "../dialogs/close-link"
import { CommentAttemptPrompt } from "../dialogs/comment-attempt"
import { ExchangesDrawer } from "./exchanges-drawer"

/** In tenths; an answer takes a tenth at least, however near its processor is. */
const secondsBetween = ({ sent_at, finished_at }: Attempt): number => {
  const milliseconds = Date.parse(finished_at ?? "") - Date.parse(sent_at ?? "")
  return Math.max(1, Math.round(milliseconds / 100)) / 10
}

/** What is worth knowing about an attempt besides its outcome, in the order people ask for it. */
const useDetails = () => {
  const { t } = useTranslation("payments")
  const { money, number, relative } = useFormats()
  const now = useNow()
  return (attempt: Attempt): string[] => {
    const details: (string | null)[] = [
      attempt.undone ? t("attempt.undone") : null,
      attempt.actor.type === "staff" ? t("attempt.by", { name: attempt.actor.name ?? "" }) : null,
      attempt.initiation ? t(`initiation.${attempt.initiation}`) : null,
      attempt.with_cvv === null ? null : t(attempt.with_cvv ? "attempt.cvv" : "attempt.noCvv"),
      attempt.sent_at && attempt.finished_at && attempt.way === "direct"
        ? t("attempt.took", { seconds: number(secondsBetween(attempt)) })
        : null,
      attempt.code && attempt.state === "declined"
        ? t("attempt.code", { code: attempt.code })
        : null,
      attempt.fee && !isZero(attempt.fee.amount)
        ? t("attempt.fee", { fee: money(attempt.fee.amount, attempt.fee.currency) })
        : null,
      attempt.checks > 0 ? t("attempt.checks", { count: attempt.checks }) : null,
      attempt.next_check_at && isOpen(attempt)
        ? t("attempt.nextCheck", { when: relative(attempt.next_check_at, now) })
        : null,
      attempt.expires_at && isOpen(attempt)
        ? t("attempt.expires", { when: relative(attempt.expires_at, now) })
        : null,
    ]
    return details.filter((detail): detail is string => detail !== null)
  }
}

const CheckButton = ({ orderId, attempt }: { orderId: string; attempt: Attempt }) => {
  const { t } = useTranslation("payments")
  const { mutate, isPending } = useCheckNow()
  const errorText = useErrorText()
  const words = usePaymentWords()
  const check = () =>
    mutate(
      { id: orderId, attempt_id: attempt.id },
      {
        onSuccess: (answer) =>
          toast.info(t("check.answered", { account: attempt.account.name }), {
            description: words.outcome(answer.attempt),
          }),
        onError: (error) => toast.error(errorText(error)),
      }
    )
  return (
    <Button size="small" variant="secondary" isLoading={isPending} onClick={check}>
      {t("action.check_now")}
    </Button>
  )
}

type AttemptItemProps = { order: OrderCard; attempt: Attempt; parent: Attempt | undefined }

export const AttemptItem = ({ order, attempt, parent }: AttemptItemProps) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const words = usePaymentWords()
  const details = useDetails()
  const [reading, setReading] = useState(false)
  const [closing, setClosing] = useState(false)
  const [commenting, setCommenting] = useState(false)
  const open = isOpen(attempt)
  const title =
    attempt.kind === "refund"
      ? t("attempt.refundOf", { number: attempt.number, charge: parent?.number ?? "–" })
      : t(`attempt.${attempt.way}`, { number: attempt.number })
  const amount = money(attempt.amount, attempt.currency)

  return (
    <li className="flex flex-col gap-y-3 px-4 py-4 md:px-6">
      <div className="flex items-start gap-x-4">
        <div className="flex min-w-0 flex-1 flex-col gap-y-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="txt-compact-small-plus text-ui-fg-base break-words">
              {words.account(attempt.account)}
            </span>
            <AttemptStateBadge state={attempt.state} />
          </div>
          <p className="txt-compact-small text-ui-fg-base break-words">
            {words.outcome(attempt)}
            {attempt.state === "declined" && attempt.next && attempt.kind === "charge" && (
              <span className="text-ui-fg-subtle"> {t(`next.${attempt.next}`)}</span>
            )}
          </p>
        </div>
        <span className="txt-compact-small-plus text-ui-fg-base shrink-0 tabular-nums">
          {attempt.kind === "refund" ? `−${amount}` : amount}
        </span>
      </div>

      <p className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5 gap-y-1">
        {[title, ...details(attempt)].map((detail) => (
          <span key={detail} className="after:ms-1.5 after:content-['·']">
            {detail}
          </span>
        ))}
        <FullTime at={attempt.created_at} />
      </p>
      {attempt.message && attempt.state === "declined" && (
        <p className="txt-compact-xsmall text-ui-fg-subtle break-words">
          {t("attempt.message")} <q>{attempt.message}</q>
        </p>
      )}
      {attempt.comment && (
        <p className="bg-ui-bg-subtle shadow-borders-base txt-compact-small text-ui-fg-base whitespace-pre-line break-words rounded-md px-3 py-2">
          {attempt.comment}
        </p>
      )}
      {open && attempt.redirect_url && (
        <CopyLine
          hiddenLabel={attempt.way !== "link"}
          label={t(attempt.way === "link" ? "link.address" : "attempt.redirect")}
          value={attempt.redirect_url}
        />
      )}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        {open && <CheckButton orderId={order.id} attempt={attempt} />}
        {open && attempt.way === "link" && (
          <Button size="small" variant="secondary" onClick={() => setClosing(true)}>
            {t("closeLink.open")}
          </Button>
        )}
        {attempt.way !== "outside" && (
          <Button
            size="small"
            variant="transparent"
            className="-ms-2"
            onClick={() => setReading(true)}
          >
            {t("exchanges.open")}
          </Button>
        )}
        <Button
          size="small"
          variant="transparent"
          className="-ms-2"
          onClick={() => setCommenting(true)}
        >
          {t(attempt.comment ? "comment.change" : "comment.add")}
        </Button>
        {attempt.payment_id && (
          <span className="txt-compact-xsmall text-ui-fg-subtle flex min-h-7 min-w-0 items-center">
            <span className="break-all">
              {t("attempt.paymentId")} <code className="font-mono">{attempt.payment_id}</code>
            </span>
          </span>
        )}
      </div>
      {attempt.reasons.length > 0 && (
        <Unfold label={t("plan.why", { account: attempt.account.name })}>
          <PlanReasons reasons={attempt.reasons} />
        </Unfold>
      )}
      {reading && (
        <ExchangesDrawer orderId={order.id} attempt={attempt} onClose={() => setReading(false)} />
      )}
      {commenting && (
        <CommentAttemptPrompt
          orderId={order.id}
          attempt={attempt}
          onClose={() => setCommenting(false)}
        />
      )}
      {closing && (
        <CloseLinkPrompt orderId={order.id} attempt={attempt} onClose={() => setClosing(false)} />
      )}
    </li>
  )
}
