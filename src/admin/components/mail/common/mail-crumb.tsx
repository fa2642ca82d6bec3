import { useTranslation } from "react-i18next"

type MailCrumbProps = { page: "messages" | "templates" | "refills" | "settings" | "caught" }

export const MailCrumb = ({ page }: MailCrumbProps) => {
  const { t } = useTranslation("mail")
  return <>{t(`menu.${page}`)}</>
}
