import { ArrowLeft, InboxSolid } from "@medusajs/icons"
import { Container } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link, useSearchParams } from "react-router-dom"

import { useCaughtMail } from "../../../hooks/api/mail"
import { useLastError } from "../../../hooks/use-last-error"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { SearchInput } from "../../common/search-input"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { FullTime } from "../../orders/common/time"
import { CaughtDrawer } from "./caught-drawer"

const OPEN = "open"

/** What the demo's own mail server has received: nothing of it has reached anybody. */
export const CaughtList = () => {
  const { t } = useTranslation("mail")
  const [search, setSearch] = useSearchParams()
  const open = search.get(OPEN)
  const [to, setTo] = useState("")
  const { data, error, refetch } = useCaughtMail(to)
  const failure = useLastError(error, data)

  return (
    <div className="flex flex-col gap-y-3">
      <Link
        to="/mail/messages"
        className="text-ui-fg-subtle hover:text-ui-fg-base txt-compact-small-plus flex items-center gap-x-1 self-start px-1 py-1"
      >
        <ArrowLeft className="rtl:rotate-180" />
        {t("caught.back")}
      </Link>
      <Container className="divide-ui-border-base divide-y p-0">
        <PageHead title={t("caught.title")} text={t("caught.text")}>
          {failure?.status !== 404 && (
            <div className="w-60 max-w-full">
              <SearchInput label={t("caught.search")} value={to} onSearch={setTo} />
            </div>
          )}
        </PageHead>
        {!data && failure?.status === 404 && (
          <MessagePanel
            icon={<InboxSolid />}
            title={t("caught.noCatcher")}
            text={t("caught.noCatcherText")}
          />
        )}
        {!data && failure && failure.status !== 404 && (
          <LoadFailure title={t("caught.failure")} error={failure} onRetry={() => void refetch()} />
        )}
        {!data && !failure && <LoadingRows rows={5} />}
        {data?.messages.length === 0 && (
          <MessagePanel
            icon={<InboxSolid />}
            title={t(to ? "caught.noneFound" : "caught.none")}
            text={to ? undefined : t("caught.noneText")}
          />
        )}
        {data && data.messages.length > 0 && (
          <ul className="divide-ui-border-base divide-y">
            {data.messages.map((message) => (
              <li key={message.id}>
                <button
                  type="button"
                  onClick={() => setSearch({ [OPEN]: message.id }, { replace: true })}
                  className="hover:bg-ui-bg-base-hover focus-visible:bg-ui-bg-base-hover flex w-full flex-col gap-y-1 px-4 py-3 text-start outline-none transition-colors md:px-6"
                >
                  <span className="txt-compact-small-plus text-ui-fg-base break-words">
                    {message.subject}
                  </span>
                  <span className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-1.5 gap-y-1">
                    <span className="break-all after:ms-1.5 after:content-['·']">
                      {message.to.join(", ")}
                    </span>
                    <span className="break-all after:ms-1.5 after:content-['·']">
                      {message.from}
                    </span>
                    <FullTime at={message.at} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Container>
      {open && <CaughtDrawer id={open} onClose={() => setSearch({}, { replace: true })} />}
    </div>
  )
}
