import { Envelope } from "@medusajs/icons"
import { Button, Container, Tabs } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link, useSearchParams } from "react-router-dom"

import { MESSAGES_PER_PAGE, useCaughtMail, useMessages } from "../../../hooks/api/mail"
import { useMailRules } from "../../../hooks/api/mail-settings"
import { useOrderFilters } from "../../../hooks/api/orders"
import { useFormats } from "../../../hooks/use-formats"
import { useLastError } from "../../../hooks/use-last-error"
import { useMailWords } from "../../../hooks/use-mail-words"
import type { MessageQuery } from "../../../lib/message-query"
import {
  countOf,
  isNarrowed,
  MESSAGE_VIEWS,
  readMessageQuery,
  writeMessageQuery,
} from "../../../lib/message-query"
import { MAIL_KINDS } from "../../../types/mail"
import { DayRange } from "../../common/day-range"
import { choicesOf, FilterSelect } from "../../common/filter-select"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { Pager } from "../../common/pager"
import { SearchInput } from "../../common/search-input"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { HoldBanner } from "../common/hold-banner"
import { MessageDrawer } from "./message-drawer"
import { MessageItem } from "./message-item"
import { MESSAGE } from "./message-path"

/** What is asked right now: what the router hands out may be a moment old, which loses a change. */
const inAddressBar = (): URLSearchParams => new URLSearchParams(window.location.search)

type FilterProps = {
  query: MessageQuery
  onChange: (part: Partial<MessageQuery>, options?: { replace: boolean }) => void
}

const Filters = ({ query, onChange }: FilterProps) => {
  const { t } = useTranslation("mail")
  const words = useMailWords()
  const { data: options } = useOrderFilters()
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-3 md:px-6">
      <div className="min-w-0 flex-1 basis-56 max-sm:basis-full">
        <SearchInput
          label={t("messages.search")}
          value={query.q}
          onSearch={(q) => onChange({ q }, { replace: true })}
        />
      </div>
      <FilterSelect
        label={t("messages.letter")}
        every={t("messages.everyLetter")}
        value={query.kind}
        choices={MAIL_KINDS.map((kind) => ({ value: kind, label: words.letter(kind) }))}
        className="w-44 max-sm:flex-1"
        onChange={(value) => onChange({ kind: MAIL_KINDS.find((kind) => kind === value) ?? "" })}
      />
      {options && options.shops.length > 1 && (
        <FilterSelect
          label={t("messages.shop")}
          every={t("messages.everyShop")}
          value={query.shop_id}
          choices={choicesOf(options.shops)}
          className="w-40 max-sm:flex-1"
          onChange={(shop_id) => onChange({ shop_id })}
        />
      )}
      <DayRange
        labels={{ from: t("messages.from"), to: t("messages.to") }}
        from={query.from}
        to={query.to}
        onChange={onChange}
      />
    </div>
  )
}

/** Every letter to a customer: what waits, what went out, what did not and why. */
export const MessageList = () => {
  const { t } = useTranslation("mail")
  const { number } = useFormats()
  const [search, setSearch] = useSearchParams()
  const query = readMessageQuery(search)
  const open = search.get(MESSAGE)
  const { data, error, refetch } = useMessages(query)
  const failure = useLastError(error, data)
  const { data: rules } = useMailRules()
  const { data: caught } = useCaughtMail("")

  const change = (part: Partial<MessageQuery>, options?: { replace: boolean }) => {
    const before = inAddressBar()
    const after = writeMessageQuery({ ...readMessageQuery(before), offset: 0, ...part })
    // A search whose typing has just rested does not close the letter that was opened meanwhile.
    const opened = before.get(MESSAGE)
    if (opened) {
      after.set(MESSAGE, opened)
    }
    setSearch(after, options)
  }

  const show = (id: string | null) => {
    const after = inAddressBar()
    if (id) {
      after.set(MESSAGE, id)
    } else {
      after.delete(MESSAGE)
    }
    setSearch(after, { replace: true })
  }

  return (
    <div className="flex flex-col gap-y-3">
      {rules?.hold_all && <HoldBanner rules={rules} />}
      <Container className="divide-ui-border-base divide-y p-0">
        <PageHead title={t("messages.title")} text={t("messages.text")}>
          {caught && (
            <Button size="small" variant="secondary" asChild>
              <Link to="/mail/caught">{t("menu.caught")}</Link>
            </Button>
          )}
        </PageHead>
        <Tabs
          value={query.view}
          activationMode="manual"
          onValueChange={(value) =>
            change({ view: MESSAGE_VIEWS.find((view) => view === value) ?? "all" })
          }
        >
          <Tabs.List className="overflow-x-auto px-4 py-3 md:px-6">
            {MESSAGE_VIEWS.map((view) => (
              <Tabs.Trigger key={view} value={view} className="whitespace-nowrap">
                {t(`messages.view.${view}`)}
                {data && (
                  <span className="text-ui-fg-subtle ms-1.5 tabular-nums">
                    {number(countOf(view, data.counts))}
                  </span>
                )}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Tabs.Content
            value={query.view}
            className="border-ui-border-base divide-ui-border-base divide-y border-t"
          >
            <Filters query={query} onChange={change} />
            {!data && failure && (
              <LoadFailure
                title={t("messages.failure")}
                error={failure}
                onRetry={() => void refetch()}
              />
            )}
            {!data && !failure && <LoadingRows rows={6} />}
            {data?.messages.length === 0 && (
              <MessagePanel
                icon={<Envelope />}
                title={t(isNarrowed(query) ? "messages.noneFound" : `messages.none.${query.view}`)}
                text={isNarrowed(query) ? t("messages.noneFoundText") : undefined}
              />
            )}
            {data && data.messages.length > 0 && (
              <ul className="divide-ui-border-base divide-y">
                {data.messages.map((message) => (
                  <MessageItem
                    key={message.id}
                    message={message}
                    withOrder
                    onOpen={() => show(message.id)}
                  />
                ))}
              </ul>
            )}
            {data && data.count > MESSAGES_PER_PAGE && (
              <Pager
                count={data.count}
                offset={query.offset}
                pageSize={MESSAGES_PER_PAGE}
                onMove={(offset) => change({ offset })}
              />
            )}
          </Tabs.Content>
        </Tabs>
      </Container>
      {open && <MessageDrawer id={open} onClose={() => show(null)} />}
    </div>
  )
}
