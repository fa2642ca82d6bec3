import { Button, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

type PagerProps = {
  count: number
  offset: number
  pageSize: number
  onMove: (offset: number) => void
}

/** Pages of a list that is sorted by time. */
export const Pager = ({ count, offset, pageSize, onMove }: PagerProps) => {
  const { t } = useTranslation("orders")
  const to = Math.min(offset + pageSize, count)
  return (
    <div className="border-ui-border-base flex items-center justify-between border-t px-4 py-3 md:px-6">
      <Text size="small" className="text-ui-fg-subtle tabular-nums">
        {t("pager.range", { from: offset + 1, to, count })}
      </Text>
      <div className="flex gap-x-2">
        <Button
          size="small"
          variant="secondary"
          disabled={offset === 0}
          onClick={() => onMove(Math.max(0, offset - pageSize))}
        >
          {t("pager.newer")}
        </Button>
        <Button
          size="small"
          variant="secondary"
          disabled={to >= count}
          onClick={() => onMove(offset + pageSize)}
        >
          {t("pager.older")}
        </Button>
      </div>
    </div>
  )
}
