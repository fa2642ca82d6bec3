import { Button, toast } from "@medusajs/ui"
import type { UseMutationResult } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import { useErrorText } from "../../hooks/use-error-text"
import type { CrmError } from "../../lib/client"

export type Replay = Pick<
  UseMutationResult<object, CrmError, { id: string }>,
  "mutate" | "isPending"
>

/** Applies a callback once more. It moves nothing twice, so it does not ask first. */
export const ReplayButton = ({ id, replay }: { id: string; replay: Replay }) => {
  const { t } = useTranslation("payments")
  const errorText = useErrorText()
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={replay.isPending}
      onClick={() =>
        replay.mutate(
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
