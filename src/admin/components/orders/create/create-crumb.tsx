import { TriangleRightMini } from "@medusajs/icons"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

/** "Orders ▸ New order": the page's route is not inside Medusa's own `/orders`. */
export const CreateCrumb = () => {
  const { t } = useTranslation("bulk")
  return (
    <span className="flex items-center">
      <Link to="/orders" className="transition-fg hover:text-ui-fg-subtle">
        {t("orders:title")}
      </Link>
      <TriangleRightMini aria-hidden="true" className="mx-2 rtl:rotate-180" />
      <span>{t("create.title")}</span>
    </span>
  )
}
