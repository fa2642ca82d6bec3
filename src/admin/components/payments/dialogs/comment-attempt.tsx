import { Label } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import { useCommentAttempt } from "../../../hooks/api/order-payment"
import { useErrorText } from "../../../hooks/use-error-text"
import type { Attempt } from "../../../types/payments"
import { PromptForm } from "../../common/prompt-form"
import { PromptTextarea } from "../../common/prompt-textarea"

const LONGEST = 1_000

type CommentAttemptProps = { orderId: string; attempt: Attempt; onClose: () => void }

/** What colleagues should know of one payment. */
export const CommentAttemptPrompt = ({ orderId, attempt, onClose }: CommentAttemptProps) => {
  const { t } = useTranslation("payments")
  const errorText = useErrorText()
  const { mutate, isPending, error } = useCommentAttempt()
  const [text, setText] = useState(attempt.comment ?? "")
  const id = useId()
  return (
    <PromptForm
      title={t("comment.title", { number: attempt.number })}
      description={t("comment.text")}
      confirm={t("comment.save")}
      isPending={isPending}
      fault={error && errorText(error)}
      onSubmit={() =>
        mutate({ id: orderId, attemptId: attempt.id, comment: text.trim() }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <div className="flex flex-col gap-y-2">
        <Label htmlFor={id} size="small" weight="plus">
          {t("comment.label")}
        </Label>
        <PromptTextarea
          id={id}
          autoFocus
          maxLength={LONGEST}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
    </PromptForm>
  )
}
