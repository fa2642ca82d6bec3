import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import {
  useCancelMessage,
  useResendMessage,
  useRetryMessage,
  useSendNow,
} from "../../../hooks/api/mail"
import { useErrorText } from "../../../hooks/use-error-text"
import { useMailWords } from "../../../hooks/use-mail-words"
import type { MessageActionName, MessageAnswer } from "../../../types/mail"
import { MESSAGE_ACTIONS } from "../../../types/mail"
import { ReasonPrompt } from "../../orders/common/reason-prompt"
import { cardPath } from "../../orders/list/order-cells"
import { Unfold } from "../../payments/common/unfold"

type PromptProps = { answer: MessageAnswer; onClose: () => void }

const CancelPrompt = ({ answer, onClose }: PromptProps) => {
  const { t } = useTranslation("mail")
  const words = useMailWords()
  const { mutate, isPending, error } = useCancelMessage()
  const { message } = answer
  return (
    <ReasonPrompt
      danger
      title={t("cancel.title", { letter: words.letter(message.kind) })}
      description={t("cancel.text")}
      confirm={t("action.cancel")}
      isPending={isPending}
      error={error}
      onConfirm={(reason) =>
        mutate(
          { id: message.id, reason: reason || undefined },
          {
            onSuccess: () => {
              toast.success(t("toast.cancelled"))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    />
  )
}

const ResendPrompt = ({ answer, onClose }: PromptProps) => {
  const { t } = useTranslation("mail")
  const words = useMailWords()
  const { mutate, isPending, error } = useResendMessage()
  const { message, content } = answer
  const { order } = message
  return (
    <ReasonPrompt
      reasonRequired
      title={t("resend.title", { letter: words.letter(message.kind) })}
      description={t("resend.text", { to: content?.to ?? message.to ?? "" })}
      confirm={t("action.resend")}
      isPending={isPending}
      error={error}
      onConfirm={(reason) =>
        order &&
        mutate(
          { orderId: order.id, message_id: message.id, reason },
          {
            onSuccess: () => {
              toast.success(t("toast.resent"))
              onClose()
            },
          }
        )
      }
      onClose={onClose}
    />
  )
}

/** What can be done about a letter; what cannot is named with its reason, as for payments. */
export const MessageActions = ({ answer }: { answer: MessageAnswer }) => {
  const { t } = useTranslation("mail")
  const errorText = useErrorText()
  const words = useMailWords()
  const sendNow = useSendNow()
  const retry = useRetryMessage()
  const [asking, setAsking] = useState<"cancel" | "resend" | null>(null)
  const { message, actions } = answer
  const allowed = MESSAGE_ACTIONS.filter((name) => actions[name].allowed)
  const refused = MESSAGE_ACTIONS.filter((name) => !actions[name].allowed)
  const pending = { send_now: sendNow.isPending, retry: retry.isPending }

  const press = (name: MessageActionName) => {
    if (name === "cancel" || name === "resend") {
      setAsking(name)
      return
    }
    const call = name === "send_now" ? sendNow : retry
    call.mutate(
      { id: message.id },
      {
        onSuccess: () => toast.success(t(`toast.${name === "retry" ? "retried" : "released"}`)),
        onError: (error) => toast.error(errorText(error)),
      }
    )
  }

  return (
    <div className="flex flex-col gap-y-4">
      <div role="group" aria-label={t("action.label")} className="flex flex-wrap gap-2">
        {allowed.map((name) => (
          <Button
            key={name}
            size="small"
            variant="secondary"
            isLoading={(name === "send_now" || name === "retry") && pending[name]}
            onClick={() => press(name)}
          >
            {t(`action.${name}`)}
          </Button>
        ))}
        {message.order && (
          <Button size="small" variant="transparent" asChild>
            <Link to={cardPath(message.order.id)}>
              {t("action.open_order", { number: message.order.display_id })}
            </Link>
          </Button>
        )}
      </div>
      {refused.length > 0 && (
        <Unfold label={t("action.whyNot", { count: refused.length })}>
          <dl className="txt-compact-small text-ui-fg-subtle grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)] sm:gap-y-2">
            {refused.map((name) => (
              <div key={name} className="contents">
                <dt aria-disabled="true">{t(`action.${name}`)}</dt>
                <dd className="mb-2 break-words sm:mb-0">{words.why(actions[name])}</dd>
              </div>
            ))}
          </dl>
        </Unfold>
      )}
      {asking === "cancel" && <CancelPrompt answer={answer} onClose={() => setAsking(null)} />}
      {asking === "resend" && <ResendPrompt answer={answer} onClose={() => setAsking(null)} />}
    </div>
  )
}
