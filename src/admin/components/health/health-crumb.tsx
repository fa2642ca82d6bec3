import { useTranslation } from "react-i18next"

export const HealthCrumb = () => {
  const { t } = useTranslation("health")
  return <>{t("title")}</>
}
