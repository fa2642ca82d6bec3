import { Badge, StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useMailWords } from "../../../hooks/use-mail-words"
import { MESSAGE_STATE_COLORS, TRY_OUTCOME_COLORS } from "../../../lib/mail-colors"
import type { MessageState, MessageTry } from "../../../types/mail"

export const MessageStateBadge = ({ state }: { state: MessageState }) => {
  const { t } = useTranslation("mail")
  return (
    <StatusBadge color={MESSAGE_STATE_COLORS[state] ?? "grey"} className="whitespace-nowrap">
      {t(`state.${state}`, { defaultValue: state })}
    </StatusBadge>
  )
}

export const TryOutcomeBadge = ({ outcome }: { outcome: MessageTry["outcome"] }) => {
  const { t } = useTranslation("mail")
  return (
    <Badge size="2xsmall" color={TRY_OUTCOME_COLORS[outcome] ?? "grey"}>
      {t(`outcome.${outcome}`, { defaultValue: outcome })}
    </Badge>
  )
}

/** The two letters of a language; its name is read aloud and shown as a tooltip. */
export const LanguageCode = ({ code }: { code: string }) => {
  const words = useMailWords()
  const name = words.language(code)
  return (
    <abbr
      title={name}
      className="text-ui-fg-subtle txt-compact-xsmall uppercase tracking-wide no-underline"
    >
      <span aria-hidden="true">{code}</span>
      <span className="sr-only">{name}</span>
    </abbr>
  )
}
