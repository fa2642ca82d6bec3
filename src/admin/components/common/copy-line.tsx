import { CheckMini, SquareTwoStack } from "@medusajs/icons"
import { clx, IconButton, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

type CopyLineProps = { label: string; value: string; hiddenLabel?: boolean }

/** A value that is made to be copied, with its button; without https a browser has no clipboard. */
export const CopyLine = ({ label, value, hiddenLabel }: CopyLineProps) => {
  const { t } = useTranslation("orders")
  const [copied, setCopied] = useState(false)

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
      window.setTimeout(() => setCopied(false), 2_000)
    } catch {
      toast.error(t("card.copyFailed"), { description: value })
    }
  }

  return (
    <div className="flex min-w-0 flex-col gap-y-1">
      <Text
        size="small"
        weight="plus"
        leading="compact"
        className={clx({ "sr-only": hiddenLabel })}
      >
        {label}
      </Text>
      <div className="bg-ui-bg-component shadow-borders-base flex items-center gap-x-2 rounded-md py-1 pe-1 ps-3">
        <code className="txt-compact-small min-w-0 flex-1 break-all font-mono">{value}</code>
        <IconButton
          type="button"
          size="small"
          variant="transparent"
          aria-label={t("card.copyWhat", { what: label })}
          onClick={() => void copy()}
        >
          {copied ? <CheckMini /> : <SquareTwoStack />}
        </IconButton>
      </div>
      <span role="status" className="sr-only">
        {copied && t("card.copied")}
      </span>
    </div>
  )
}
