import { Button, Kbd, Prompt } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { PromptContent } from "../../common/prompt-content"

const KEYS: [string[], string][] = [
  [["↓", "↑", "J", "K"], "move"],
  [["Enter"], "enter"],
  [["X"], "tick"],
  [["/"], "search"],
  [["Esc"], "leave"],
  [["?"], "help"],
]

export const KeyboardHelp = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation("orders")
  return (
    <Prompt open onOpenChange={(open) => !open && onClose()} variant="confirmation">
      <PromptContent className="max-w-[440px]">
        <Prompt.Header>
          <Prompt.Title>{t("keyboard.title")}</Prompt.Title>
          <Prompt.Description>{t("keyboard.description")}</Prompt.Description>
        </Prompt.Header>
        <dl className="flex flex-col gap-y-2 px-6 pt-4">
          {KEYS.map(([keys, name]) => (
            <div key={name} className="flex items-center justify-between gap-x-4">
              <dd className="txt-compact-small text-ui-fg-subtle order-1">
                {t(`keyboard.${name}`)}
              </dd>
              <dt className="order-2 flex shrink-0 gap-x-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
            </div>
          ))}
        </dl>
        <div className="flex justify-end p-6">
          <Button size="small" variant="secondary" onClick={onClose}>
            {t("bulk.close")}
          </Button>
        </div>
      </PromptContent>
    </Prompt>
  )
}
