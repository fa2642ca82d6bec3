import { CheckMini, SquareTwoStack } from "@medusajs/icons"
import { Button, IconButton, Label, Prompt, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import type { IssuedCredential, Shop } from "../../types/shops"

type KeyDialogProps = { shop: Shop; credential: IssuedCredential; onClose: () => void }

/** The only place in which a key can be read; it stays until the person says that it is copied. */
export const KeyDialog = ({ shop, credential, onClose }: KeyDialogProps) => {
  const { t } = useTranslation("shops")
  return (
    <Prompt open variant="confirmation">
      <Prompt.Content className="max-w-[520px]">
        <Prompt.Header>
          <Prompt.Title>{t("key.title", { name: shop.name })}</Prompt.Title>
          <Prompt.Description>{t("key.text")}</Prompt.Description>
        </Prompt.Header>
        <div className="flex flex-col gap-y-4 px-6 pt-4">
          <CopyLine label={t("key.api_id")} value={credential.api_id} />
          <CopyLine label={t("key.api_key")} value={credential.api_key} />
          <CopyLine label={t("key.publishable")} value={shop.publishable_key} />
        </div>
        <Prompt.Footer>
          <Button size="small" onClick={onClose}>
            {t("key.done")}
          </Button>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}

type CopyLineProps = { label: string; value: string }

export const CopyLine = ({ label, value }: CopyLineProps) => {
  const { t } = useTranslation("shops")
  const [copied, setCopied] = useState(false)

  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
    window.setTimeout(() => setCopied(false), 2_000)
  }

  return (
    <div className="flex flex-col gap-y-1">
      <Label size="small" weight="plus">
        {label}
      </Label>
      <div className="bg-ui-bg-component shadow-borders-base flex items-center gap-x-2 rounded-md py-1 pe-1 ps-3">
        <code className="txt-compact-small min-w-0 flex-1 break-all font-mono">{value}</code>
        <IconButton
          size="small"
          variant="transparent"
          aria-label={t("key.copy", { what: label })}
          onClick={() => void copy()}
        >
          {copied ? <CheckMini /> : <SquareTwoStack />}
        </IconButton>
      </div>
      <Text size="xsmall" role="status" className="sr-only">
        {copied && t("key.copied")}
      </Text>
    </div>
  )
}
