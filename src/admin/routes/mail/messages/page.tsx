import { defineRouteConfig } from "@medusajs/admin-sdk"
import { PaperPlane } from "@medusajs/icons"

import { MailCrumb } from "../../../components/mail/common/mail-crumb"
import { MessageList } from "../../../components/mail/messages/message-list"

const MessagesPage = () => <MessageList />

export const config = defineRouteConfig({
  label: "menu.messages",
  translationNs: "mail",
  icon: PaperPlane,
})

export const handle = { breadcrumb: () => <MailCrumb page="messages" /> }

export default MessagesPage
