import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CogSixTooth } from "@medusajs/icons"

import { MailCrumb } from "../../../components/mail/common/mail-crumb"
import { SettingsPage } from "../../../components/mail/settings/settings-page"

const MailSettingsPage = () => <SettingsPage />

export const config = defineRouteConfig({
  label: "menu.settings",
  translationNs: "mail",
  icon: CogSixTooth,
})

export const handle = { breadcrumb: () => <MailCrumb page="settings" /> }

export default MailSettingsPage
