import { Drawer, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { useMessage } from "../../../hooks/api/mail"
import { useLastError } from "../../../hooks/use-last-error"
import { useMailWords } from "../../../hooks/use-mail-words"
import type { MessageAnswer } from "../../../types/mail"
import { DrawerHead } from "../../common/drawer-head"
import { LoadingRows } from "../../common/loading-rows"
import { Fact, Facts } from "../../orders/card/facts"
import { LoadFailure } from "../../orders/common/load-failure"
import { FullTime } from "../../orders/common/time"
import { Unfold } from "../../payments/common/unfold"
import { MessageStateBadge } from "../common/badges"
import { LetterView } from "../common/letter-view"
import { templatePath } from "../templates/template-path"
import { MessageActions } from "./message-actions"
import { MessageTries } from "./message-tries"
import { useMessageText } from "./use-message-text"

const LINK =
  "text-ui-tag-blue-text focus-visible:shadow-borders-focus rounded outline-none hover:underline"

const MessageFacts = ({ answer }: { answer: MessageAnswer }) => {
  const { t } = useTranslation("mail")
  const { t: orders } = useTranslation("orders")
  const words = useMailWords()
  const { message, content } = answer
  const { actor } = message
  const wording = content?.template
  const template = {
    kind: message.kind,
    shop_id: wording?.shop_id ?? null,
    language: wording?.language ?? message.language,
  }
  return (
    <Facts>
      {content && <Fact label={t("message.subject")}>{content.subject}</Fact>}
      {(content?.to ?? message.to) && (
        <Fact label={t("message.to")}>{content?.to ?? message.to}</Fact>
      )}
      {content && <Fact label={t("message.from")}>{content.from}</Fact>}
      {content?.reply_to && <Fact label={t("message.replyTo")}>{content.reply_to}</Fact>}
      <Fact label={t("message.language")}>{words.language(message.language)}</Fact>
      <Fact label={t("message.shop")}>{message.shop.name}</Fact>
      <Fact label={t("message.wording")}>
        <Link to={templatePath(template)} className={LINK}>
          {!wording && t("message.openWording")}
          {wording?.version === "shipped" && t("template.shipped")}
          {typeof wording?.version === "number" &&
            t("template.version", { version: wording.version })}
        </Link>
      </Fact>
      {message.account && <Fact label={t("message.account")}>{message.account.name}</Fact>}
      <Fact label={t("message.by")}>{actor.name ?? orders(`history.actorType.${actor.type}`)}</Fact>
      {message.note && <Fact label={t("message.note")}>{message.note}</Fact>}
      <Fact label={t("message.queued")}>
        <FullTime at={message.created_at} />
      </Fact>
      {message.sent_at && (
        <Fact label={t("message.sent")}>
          <FullTime at={message.sent_at} />
        </Fact>
      )}
      <Fact label="Message-ID">
        <code className="txt-compact-xsmall break-all font-mono">
          {message.internet_message_id}
        </code>
      </Fact>
    </Facts>
  )
}

type MessageDrawerProps = { id: string; onClose: () => void }

/** Everything about one letter: what it says, what became of it, and what can be done. */
export const MessageDrawer = ({ id, onClose }: MessageDrawerProps) => {
  const { t } = useTranslation("mail")
  const words = useMailWords()
  const textOf = useMessageText()
  const { data, error, refetch } = useMessage(id)
  const failure = useLastError(error, data)
  const text = data && textOf(data.message)

  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content aria-describedby={undefined} className="sm:max-w-[720px]">
        <DrawerHead>
          <Drawer.Title className="flex flex-wrap items-center gap-x-3 gap-y-1 break-words">
            {data ? words.letter(data.message.kind) : t("message.title")}
            {data && <MessageStateBadge state={data.message.state} />}
          </Drawer.Title>
          {text && (
            <Text size="small" className="text-ui-fg-subtle break-words">
              {text}
            </Text>
          )}
        </DrawerHead>
        <Drawer.Body className="divide-ui-border-base flex flex-col divide-y overflow-y-auto p-0">
          {!data && failure && (
            <LoadFailure
              title={t("message.failure")}
              error={failure}
              onRetry={() => void refetch()}
            />
          )}
          {!data && !failure && <LoadingRows />}
          {data && (
            <>
              <div className="px-4 py-4 md:px-6">
                <MessageActions answer={data} />
              </div>
              {data.content ? (
                <div className="pb-px">
                  <p className="txt-compact-medium-plus text-ui-fg-base break-words px-4 pt-4 md:px-6">
                    {data.content.subject}
                  </p>
                  <LetterView
                    subject={data.content.subject}
                    html={data.content.html}
                    text={data.content.text}
                    headers={data.content.headers}
                  />
                </div>
              ) : (
                <Text size="small" className="text-ui-fg-subtle px-4 py-4 md:px-6">
                  {t(
                    ["queued", "sending", "deferred"].includes(data.message.state)
                      ? "message.notWritten"
                      : "message.neverWritten"
                  )}
                </Text>
              )}
              <div className="px-4 py-4 md:px-6">
                <MessageTries tries={data.tries} />
              </div>
              <div className="px-4 py-4 md:px-6">
                <Unfold label={t("message.details")} open={!data.content}>
                  <MessageFacts answer={data} />
                </Unfold>
              </div>
            </>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}
