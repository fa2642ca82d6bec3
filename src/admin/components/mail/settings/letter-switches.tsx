import { Badge, Button, Input, Switch, Text, toast } from "@medusajs/ui"
import { useEffect, useState } from "react"
import { useTranslation } from "react-i18next"

import { useSaveSwitches } from "../../../hooks/api/mail-settings"
import { useErrorText } from "../../../hooks/use-error-text"
import { useMailWords } from "../../../hooks/use-mail-words"
import { exceptionsOf, switchOf } from "../../../lib/mail-switches"
import type { LetterKind, MailRules } from "../../../types/mail"
import { ShopSelect } from "../templates/shop-select"

const LONGEST_HOLD = 86_400

type HoldFieldProps = {
  letter: string
  seconds: number
  disabled: boolean
  onSave: (seconds: number) => void
}

/** Saved when it is left or by Enter; nonsense goes back to what it was. */
const HoldField = ({ letter, seconds, disabled, onSave }: HoldFieldProps) => {
  const { t } = useTranslation("mail")
  const [text, setText] = useState(String(seconds))
  useEffect(() => setText(String(seconds)), [seconds])

  const save = () => {
    const value = Number(text)
    if (text.trim() === "" || !Number.isInteger(value) || value < 0 || value > LONGEST_HOLD) {
      setText(String(seconds))
    } else if (value !== seconds) {
      onSave(value)
    }
  }

  return (
    <div className="flex items-center gap-x-2">
      <div className="w-20">
        <Input
          size="small"
          inputMode="numeric"
          aria-label={t("switches.holdOf", { letter })}
          className="text-end tabular-nums"
          disabled={disabled}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              save()
            }
          }}
        />
      </div>
      <span className="txt-compact-small text-ui-fg-subtle">{t("switches.seconds")}</span>
    </div>
  )
}

type RowProps = { rules: MailRules; letter: LetterKind; shopId: string | null }

const Row = ({ rules, letter, shopId }: RowProps) => {
  const { t } = useTranslation("mail")
  const words = useMailWords()
  const errorText = useErrorText()
  const { mutate, isPending, variables } = useSaveSwitches()
  const current = switchOf(rules, shopId, letter)
  const exceptions = shopId === null ? exceptionsOf(rules, letter) : []
  const name = words.letter(letter.kind)
  // Until the server has answered, the switch already stands where it was put.
  const send = (isPending ? variables?.switches[0]?.send : null) ?? current.send

  const save = (part: { send?: boolean | null; hold_seconds?: number }) =>
    mutate(
      {
        switches: [
          {
            shop_id: shopId,
            kind: letter.kind,
            send: current.send,
            hold_seconds: current.hold_seconds,
            ...part,
          },
        ],
      },
      {
        onSuccess: () => toast.success(t("switches.saved", { letter: name })),
        onError: (error) => toast.error(errorText(error)),
      }
    )

  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 md:px-6">
      <div className="flex min-w-0 flex-1 basis-64 items-start gap-x-3">
        <Switch
          size="small"
          className="mt-0.5 shrink-0"
          aria-label={t("switches.sendOf", { letter: name })}
          checked={send}
          onCheckedChange={(checked) => save({ send: checked })}
        />
        <div className="min-w-0">
          <p className="txt-compact-small-plus text-ui-fg-base flex flex-wrap items-center gap-2">
            {name}
            {shopId !== null && current.own && (
              <Badge size="2xsmall" color="purple">
                {t("switches.own")}
              </Badge>
            )}
          </p>
          <Text size="small" className="text-ui-fg-subtle">
            {t(`letterText.${letter.kind}`, { defaultValue: "" })}
          </Text>
          {exceptions.length > 0 && (
            <Text size="xsmall" className="text-ui-fg-subtle mt-0.5">
              {exceptions
                .map(({ shop, send: sends, hold_seconds }) =>
                  t(sends ? "switches.exceptionOn" : "switches.exceptionOff", {
                    shop: shop.name,
                    seconds: hold_seconds,
                  })
                )
                .join("; ")}
            </Text>
          )}
        </div>
      </div>
      {shopId !== null && current.own && (
        <Button
          size="small"
          variant="transparent"
          aria-label={t("switches.resetOf", { letter: name })}
          onClick={() => save({ send: null })}
        >
          {t("switches.reset")}
        </Button>
      )}
      <HoldField
        letter={name}
        seconds={current.hold_seconds}
        disabled={!current.send}
        onSave={(hold_seconds) => save({ hold_seconds })}
      />
    </li>
  )
}

/** Which letters go out and how long each can be taken back: for all shops, or for one of them. */
export const LetterSwitches = ({ rules }: { rules: MailRules }) => {
  const { t } = useTranslation("mail")
  const [shopId, setShopId] = useState<string | null>(null)
  const shops = rules.shops.map(({ shop }) => shop)
  return (
    <>
      <div className="border-ui-border-base flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3 md:px-6">
        <Text size="small" className="text-ui-fg-subtle min-w-0 flex-1 basis-60">
          {t(shopId === null ? "switches.textAll" : "switches.textShop")}
        </Text>
        <ShopSelect shops={shops} value={shopId} onChange={setShopId} />
      </div>
      <ul className="divide-ui-border-base divide-y">
        {rules.kinds.map((letter) => (
          <Row key={`${shopId} ${letter.kind}`} rules={rules} letter={letter} shopId={shopId} />
        ))}
      </ul>
    </>
  )
}
