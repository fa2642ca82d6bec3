import { useTranslation } from "react-i18next"

type DispatchCrumbProps = {
  page: "parcels" | "suppliers" | "catalogue" | "tracking" | "callbacks"
}

export const DispatchCrumb = ({ page }: DispatchCrumbProps) => {
  const { t } = useTranslation("dispatch")
  return <>{t(`menu.${page}`)}</>
}
