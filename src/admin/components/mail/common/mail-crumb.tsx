import { useTranslation } from "react-i18next"

import { useMailWords } from "../../../hooks/use-mail-words"

type MailCrumbProps = { page: "messages" | "templates" | "refills" | "settings" | "caught" }

/** The letter whose wording is looked at; `kind` is what the address of the page says. */
export const LetterCrumb = ({ kind }: { kind: string | undefined }) => {
  const words = useMailWords()
  return <>{kind && words.letter(kind)}</>
}

export const MailCrumb = ({ page }: MailCrumbProps) => {
  const { t } = useTranslation("mail")
  return <>{t(`menu.${page}`)}</>
}
