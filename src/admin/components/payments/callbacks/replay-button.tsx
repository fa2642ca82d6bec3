import { Button, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useReplayCallback } from "../../../hooks/api/callbacks"
import { useErrorText } from "../../../hooks/use-error-text"

/** Applies a callback once more. It moves nothing twice, so it does not ask first. */
export const ReplayButton = ({ id }: { id: string }) => {
  const { t } = useTranslation("payments")
  const { mutate, isPending } = useReplayCallback()
  const errorText = useErrorText()
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={isPending}
      onClick={() =>
        mutate(
          { id },
          {
            onSuccess: () => toast.success(t("callbacks.replayed")),
            onError: (error) => toast.error(errorText(error)),
          }
        )
      }
    >
      {t("callbacks.replay")}
    </Button>
  )
}
