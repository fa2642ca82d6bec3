import { ArrowPath, ExclamationCircle } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useErrorText } from "../../../hooks/use-error-text"
import { CrmError } from "../../../lib/client"
import { MessagePanel } from "./message-panel"

type LoadFailureProps = { title: string; error: Error | null; onRetry: () => void }

export const LoadFailure = ({ title, error, onRetry }: LoadFailureProps) => {
  const { t } = useTranslation("orders")
  const errorText = useErrorText()
  return (
    <MessagePanel
      role="alert"
      icon={<ExclamationCircle />}
      title={title}
      text={error instanceof CrmError ? errorText(error) : undefined}
    >
      <Button size="small" variant="secondary" onClick={onRetry}>
        <ArrowPath />
        {t("error.retry")}
      </Button>
    </MessagePanel>
  )
}
