import { defineRouteConfig } from "@medusajs/admin-sdk"
import { EnvelopeContent } from "@medusajs/icons"

import { MailCrumb } from "../../../components/mail/common/mail-crumb"
import { TemplateList } from "../../../components/mail/templates/template-list"

const TemplatesPage = () => <TemplateList />

export const config = defineRouteConfig({
  label: "menu.templates",
  translationNs: "mail",
  icon: EnvelopeContent,
})

export const handle = { breadcrumb: () => <MailCrumb page="templates" /> }

export default TemplatesPage
