import { useTranslation } from "react-i18next"

export const ShopsCrumb = () => <>{useTranslation("shops").t("menu")}</>
