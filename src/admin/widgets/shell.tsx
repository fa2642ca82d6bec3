import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { useTranslation } from "react-i18next"

import { FactorGate } from "../components/access/factor-gate"
import { OwnAccess } from "../components/access/own-access"
import { LanguageSwitch } from "../components/shell/language-switch"
import { useMe } from "../hooks/api/me"
import { useDocumentLanguage } from "../hooks/use-document-language"
import { useIsLayoutAwaited } from "../hooks/use-is-layout-awaited"
import { useLeaveWhenSignedOut } from "../hooks/use-leave-when-signed-out"

/** Links to the maker of the base, in the menu of the person. */
const FOR_EVERYBODY = `
  [role="menuitem"][href*="medusajs.com"], [role="separator"]:has(+ [href*="medusajs.com"]) { display: none; }
`

/** Settings and the arranging of pages are an administrator's; the server refuses them to others. */
const WITHOUT_SETTINGS = `
  aside a[href$="/settings"]:not([href$="/mail/settings"]),
  [role="menuitem"][href$="/settings/store"], [role="separator"]:has(+ [href$="/settings/store"]),
  [role="menuitem"][href$="/settings/profile"], [role="separator"]:has(+ [href$="/settings/profile"]) { display: none; }
`

/** An empty menu for a moment, and not one that changes under the pointer. */
const WITHOUT_MENU = `aside nav { visibility: hidden; }`

/** Medusa's shell as this product shows it: its parts that a role has no use for are taken out. */
const ShellWidget = () => {
  const { t } = useTranslation("staff")
  const { t: core } = useTranslation()
  const { me } = useMe()
  const isLayoutAwaited = useIsLayoutAwaited()
  useDocumentLanguage()
  useLeaveWhenSignedOut()
  const withoutArranging = `button[aria-label="${core("layout.customizeLayout")}"] { display: none; }`
  return (
    <>
      <style>
        {FOR_EVERYBODY}
        {isLayoutAwaited && WITHOUT_MENU}
        {me?.role !== "administrator" && WITHOUT_SETTINGS + withoutArranging}
      </style>
      {me && <OwnAccess />}
      <FactorGate />
      <LanguageSwitch label={t("shell.language")} />
    </>
  )
}

export const config = defineWidgetConfig({ zone: "topbar", id: "t3-shell" })

export default ShellWidget
