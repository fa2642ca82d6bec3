import type { UIMatch } from "react-router-dom"
import { Navigate, useParams, useSearchParams } from "react-router-dom"

import { LetterCrumb } from "../../../../components/mail/common/mail-crumb"
import { TemplateEditor } from "../../../../components/mail/templates/template-editor"
import { MAIL_KINDS } from "../../../../types/mail"

const TemplatePage = () => {
  const { kind: name } = useParams()
  const [search] = useSearchParams()
  const kind = MAIL_KINDS.find((one) => one === name)
  if (!kind) {
    return <Navigate to="/mail/templates" replace />
  }
  const scope = {
    kind,
    shop_id: search.get("shop_id"),
    language: search.get("language") ?? "en",
  }
  return <TemplateEditor scope={scope} />
}

export const handle = { breadcrumb: ({ params }: UIMatch) => <LetterCrumb kind={params.kind} /> }

export default TemplatePage
