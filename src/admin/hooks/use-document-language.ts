import { useEffect } from "react"
import { useTranslation } from "react-i18next"

/** Tells the browser and screen readers which language the page is in; Medusa's shell does not. */
export const useDocumentLanguage = () => {
  const { i18n } = useTranslation()
  useEffect(() => {
    document.documentElement.lang = i18n.resolvedLanguage ?? "en"
  }, [i18n.resolvedLanguage])
}
