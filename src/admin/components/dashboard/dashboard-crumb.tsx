import { useTranslation } from "react-i18next"

export const DashboardCrumb = () => {
  const { t } = useTranslation("dashboard")
  return <>{t("menu")}</>
}
