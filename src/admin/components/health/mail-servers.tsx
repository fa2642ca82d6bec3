import { StatusBadge, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import type { Health } from "../../types/health"

type MailProps = { mail: Health["mail"] }

/** What is the matter with the mail, the likeliest to be mended first. */
export const mailTrouble = ({ broken, accounts }: Health["mail"]): "broken" | "server" | "lag" => {
  if (broken > 0) {
    return "broken"
  }
  return accounts.some(({ active, trouble }) => active && trouble) ? "server" : "lag"
}

/** The mail servers that letters go through, those in trouble with their words. */
export const MailServers = ({ mail }: MailProps) => {
  const { t } = useTranslation("health")
  return (
    <>
      {mail.hold_all && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("mail.held")}
        </Text>
      )}
      {mail.accounts.length > 0 && (
        <ul className="divide-y border-t">
          {mail.accounts.map(({ id, name, active, trouble }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
              <Link
                to="/mail/settings?tab=servers"
                className="txt-compact-small-plus focus-visible:shadow-borders-focus rounded outline-none hover:underline"
              >
                {name}
              </Link>
              <StatusBadge color={!active ? "grey" : trouble ? "red" : "green"}>
                {t(!active ? "mail.off" : trouble ? "look" : "good")}
              </StatusBadge>
              {active && trouble && (
                <Text size="xsmall" className="text-ui-fg-subtle w-full break-words">
                  {trouble}
                </Text>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
