import { Badge, Button, Text, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useEndSession, useEndSessions, useSessions } from "../../hooks/api/access"
import { useErrorText } from "../../hooks/use-error-text"
import { useLastError } from "../../hooks/use-last-error"
import type { Session } from "../../types/access"
import { LoadingRows } from "../common/loading-rows"
import { LoadFailure } from "../orders/common/load-failure"
import { FullTime } from "../orders/common/time"

type SessionListProps = {
  /** Whose sign-ins; one's own when absent. */
  memberId?: string
}

const deviceOf = ({ browser, os }: Session): string => [browser, os].filter(Boolean).join(", ")

const Item = ({ session, memberId }: SessionListProps & { session: Session }) => {
  const { t } = useTranslation("staff")
  const errorText = useErrorText()
  const end = useEndSession(memberId ?? null)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="flex min-w-0 flex-1 basis-56 flex-col gap-y-0.5">
        <span className="txt-compact-small-plus text-ui-fg-base flex flex-wrap items-center gap-2 break-words">
          {deviceOf(session) || t("sessions.unknown")}
          {session.is_current && (
            <Badge size="2xsmall" color="green">
              {t("sessions.current")}
            </Badge>
          )}
        </span>
        <span className="txt-compact-xsmall text-ui-fg-subtle flex flex-wrap gap-x-2">
          {session.address && <span className="tabular-nums">{session.address}</span>}
          {session.since && (
            <span>
              {t("sessions.since")} <FullTime at={session.since} />
            </span>
          )}
          {session.last_seen && (
            <span>
              {t("sessions.seen")} <FullTime at={session.last_seen} />
            </span>
          )}
        </span>
      </div>
      {!session.is_current && (
        <Button
          size="small"
          variant="secondary"
          isLoading={end.isPending}
          onClick={() =>
            end.mutate(session.id, {
              onSuccess: () => toast.success(t("sessions.ended")),
              onError: (error) => toast.error(errorText(error)),
            })
          }
        >
          {t("sessions.end")}
        </Button>
      )}
    </li>
  )
}

/** Where somebody is signed in, and the buttons that end it. */
export const SessionList = ({ memberId }: SessionListProps) => {
  const { t } = useTranslation("staff")
  const errorText = useErrorText()
  const { data: sessions, error, refetch } = useSessions(memberId ?? null)
  const failure = useLastError(error, sessions)
  const endAll = useEndSessions(memberId ?? null)
  if (!sessions) {
    return failure ? (
      <LoadFailure title={t("sessions.failure")} error={failure} onRetry={() => void refetch()} />
    ) : (
      <LoadingRows />
    )
  }
  const others = sessions.filter(({ is_current }) => !is_current)
  return (
    <div className="flex flex-col gap-y-3">
      {sessions.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {t("sessions.none")}
        </Text>
      )}
      <ul className="divide-ui-border-base divide-y">
        {sessions.map((session) => (
          <Item key={session.id} session={session} memberId={memberId} />
        ))}
      </ul>
      {others.length > 0 && (
        <div>
          <Button
            size="small"
            variant="danger"
            isLoading={endAll.isPending}
            onClick={() =>
              endAll.mutate(undefined, {
                onSuccess: () => toast.success(t("sessions.endedAll")),
                onError: (error) => toast.error(errorText(error)),
              })
            }
          >
            {t(memberId ? "sessions.endAll" : "sessions.endOthers")}
          </Button>
        </div>
      )}
    </div>
  )
}
