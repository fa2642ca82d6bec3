import { Button, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useCancelMessage, useRetryMessage } from "../../../hooks/api/mail"
import { useErrorText } from "../../../hooks/use-error-text"
import { useNow } from "../../../hooks/use-formats"
import { useMailWords } from "../../../hooks/use-mail-words"
import type { ListedMessage } from "../../../types/mail"
import { FullTime } from "../../orders/common/time"
import { cardPath } from "../../orders/list/order-cells"
import { LanguageCode, MessageStateBadge } from "../common/badges"
import { isHeld, useMessageText } from "./use-message-text"

/** The one thing that is most wanted of a letter in this state; the rest is in its drawer. */
const QuickAction = ({ message }: { message: ListedMessage }) => {
  const { t } = useTranslation("mail")
  const errorText = useErrorText()
  const now = useNow()
  const cancel = useCancelMessage()
  const retry = useRetryMessage()
  const outcome = (done: string) => ({
    onSuccess: () => toast.success(t(done)),
    onError: (error: Parameters<typeof errorText>[0]) => toast.error(errorText(error)),
  })
  if (isHeld(message, now)) {
    return (
      <Button
        size="small"
        variant="secondary"
        isLoading={cancel.isPending}
        onClick={() => cancel.mutate({ id: message.id }, outcome("toast.cancelled"))}
      >
        {t("action.cancel")}
      </Button>
    )
  }
  if (message.state === "broken" || message.state === "failed") {
    return (
      <Button
        size="small"
        variant="secondary"
        isLoading={retry.isPending}
        onClick={() => retry.mutate({ id: message.id }, outcome("toast.retried"))}
      >
        {t("action.retry")}
      </Button>
    )
  }
  return null
}

type MessageItemProps = {
  message: ListedMessage
  /** Not on the order's own card. */
  withOrder?: boolean
  onOpen: () => void
}

export const MessageItem = ({ message, withOrder, onOpen }: MessageItemProps) => {
  const { t } = useTranslation("mail")
  const words = useMailWords()
  const textOf = useMessageText()
  const text = textOf(message)
  const isTrouble = ["failed", "bounced", "deferred", "broken"].includes(message.state)
  return (
    <li className="isolate hover:bg-ui-bg-base-hover relative flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 transition-colors md:px-6">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <button
            type="button"
            onClick={onOpen}
            // The whole row opens the letter; what else can be pressed lies above.
            className="txt-compact-small-plus text-ui-fg-base focus-visible:after:shadow-borders-focus break-words text-start outline-none after:absolute after:inset-0 after:rounded"
          >
            {words.letter(message.kind)}
          </button>
          <LanguageCode code={message.language} />
          <MessageStateBadge state={message.state} />
        </div>
        {text && <p className="txt-compact-small text-ui-fg-base break-words">{text}</p>}
        {isTrouble && message.answer && (
          <p className="txt-compact-xsmall text-ui-fg-subtle break-words">
            {t("message.answer")} <q>{message.answer}</q>
          </p>
        )}
        <p className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5 gap-y-1">
          {withOrder && message.order && (
            <Link
              to={cardPath(message.order.id)}
              className="text-ui-tag-blue-text focus-visible:shadow-borders-focus relative z-[1] rounded outline-none after:text-ui-fg-subtle after:ms-1.5 after:inline-block after:content-['·'] hover:underline"
            >
              #{message.order.display_id}
            </Link>
          )}
          {message.to && (
            <span className="break-all after:ms-1.5 after:content-['·']">{message.to}</span>
          )}
          {withOrder && (
            <span className="after:ms-1.5 after:content-['·']">{message.shop.name}</span>
          )}
          <FullTime at={message.sent_at ?? message.created_at} />
        </p>
      </div>
      <div className="relative z-[1]">
        <QuickAction message={message} />
      </div>
    </li>
  )
}
