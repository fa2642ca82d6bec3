import { Button, Prompt } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { IssuedCredential, Shop } from "../../types/shops"
import { CopyLine } from "../common/copy-line"
import { PromptContent } from "../common/prompt-content"

type KeyDialogProps = { shop: Shop; credential: IssuedCredential; onClose: () => void }

/** The only place in which a key can be read; it stays until the person says that it is copied. */
export const KeyDialog = ({ shop, credential, onClose }: KeyDialogProps) => {
  const { t } = useTranslation("shops")
  return (
    <Prompt open variant="confirmation">
      <PromptContent className="max-w-[520px]">
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
      </PromptContent>
    </Prompt>
  )
}
