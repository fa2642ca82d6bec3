import { useTranslation } from "react-i18next"

import type { TemplateFault } from "../../../types/mail"

/** What a fault is about: a name, an address, a tag. */
const subjectOf = ({ message }: TemplateFault): string =>
  /"([^"]*)"|(<[^>]+>)|: (.+)/.exec(message)?.slice(1).find(Boolean) ?? message

type FaultListProps = { id?: string; faults: TemplateFault[]; onGo: (fault: TemplateFault) => void }

/** What keeps a wording from going out, each with its place; a press leads there. */
export const FaultList = ({ id, faults, onGo }: FaultListProps) => {
  const { t } = useTranslation("mail")
  if (faults.length === 0) {
    return null
  }
  return (
    <div id={id} role="alert">
      <ul className="flex flex-col gap-y-1">
        {faults.map((fault, index) => (
          <li key={index} className="txt-small text-ui-fg-error break-words">
            <button
              type="button"
              onClick={() => onGo(fault)}
              className="focus-visible:shadow-borders-focus me-1 rounded font-medium underline outline-none"
            >
              {t("fault.place", { line: fault.line, column: fault.column })}
            </button>
            {t(`faultText.${fault.code}`, {
              what: subjectOf(fault),
              defaultValue: fault.message,
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
