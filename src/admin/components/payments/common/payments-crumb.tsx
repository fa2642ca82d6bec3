import { useTranslation } from "react-i18next"

type PaymentsCrumbProps = { page: "balance" | "processors" | "routing" | "callbacks" | "attention" }

export const PaymentsCrumb = ({ page }: PaymentsCrumbProps) => {
  const { t } = useTranslation("payments")
  return <>{t(`menu.${page}`)}</>
}
