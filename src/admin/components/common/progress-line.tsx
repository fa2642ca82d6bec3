import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../hooks/use-formats"

/** How far a piece of work in the background is. */
export const ProgressLine = ({ done, total }: { done: number; total: number }) => {
  const { t } = useTranslation("bulk")
  const { number } = useFormats()
  return (
    <div className="flex flex-col gap-y-2">
      <Text size="small" className="tabular-nums">
        {t("job.running", { done: number(done), total: number(total) })}
      </Text>
      <progress
        className="accent-ui-fg-interactive h-2 w-full"
        aria-label={t("job.progress")}
        value={done}
        max={Math.max(total, 1)}
      />
    </div>
  )
}
