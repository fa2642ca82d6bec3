import { MailCrumb } from "../../../components/mail/common/mail-crumb"
import { CaughtList } from "../../../components/mail/caught/caught-list"

/** Without an entry in the menu: only a demo has it, and the list of letters leads here. */
const CaughtPage = () => <CaughtList />

export const handle = { breadcrumb: () => <MailCrumb page="caught" /> }

export default CaughtPage
