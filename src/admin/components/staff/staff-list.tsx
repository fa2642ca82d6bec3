import { Plus, ShieldCheck } from "@medusajs/icons"
import { Button, Container, Heading, Skeleton, StatusBadge, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../hooks/api/me"
import { useStaff } from "../../hooks/api/staff"
import type { StaffMember } from "../../types/staff"
import { LoadFailure } from "../orders/common/load-failure"
import { AddStaff } from "./add-staff"
import { EditStaff } from "./edit-staff"
import { FactorRules } from "./factor-rules"
import { SetPassword } from "./set-password"
import { StaffMenu } from "./staff-menu"
import { StaffSessions } from "./staff-sessions"

type OpenForm =
  { form: "add" } | { form: "edit" | "password" | "sessions"; member: StaffMember } | null

export const StaffList = () => {
  const { t } = useTranslation("staff")
  const { staff, isError, error, refetch } = useStaff()
  const { me } = useMe()
  const [open, setOpen] = useState<OpenForm>(null)
  const close = () => setOpen(null)

  return (
    <div className="flex flex-col gap-y-3">
      <Container className="divide-y p-0">
        <header className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
          <div>
            <Heading level="h1">{t("list.title")}</Heading>
            <Text size="small" className="text-ui-fg-subtle">
              {t("list.subtitle")}
            </Text>
          </div>
          <Button size="small" variant="secondary" onClick={() => setOpen({ form: "add" })}>
            <Plus />
            {t("list.add")}
          </Button>
        </header>
        {isError && (
          <LoadFailure title={t("list.failure")} error={error} onRetry={() => void refetch()} />
        )}
        {!isError && !staff && <StaffSkeleton />}
        <ul className="divide-y">
          {staff?.map((member) => (
            <li key={member.id} className="flex items-center gap-x-4 px-6 py-3">
              <div className="min-w-0 flex-1">
                <Text size="small" weight="plus" leading="compact" className="truncate">
                  {member.name || member.email}
                  {member.user_id === me?.user.id && (
                    <span className="text-ui-fg-muted font-normal"> · {t("list.you")}</span>
                  )}
                </Text>
                <Text size="small" leading="compact" className="text-ui-fg-subtle truncate">
                  {member.email}
                </Text>
                <Text size="small" leading="compact" className="text-ui-fg-subtle sm:hidden">
                  {t(`role.${member.role}`)}
                </Text>
              </div>
              <Text size="small" className="text-ui-fg-subtle hidden w-48 sm:block">
                {t(`role.${member.role}`)}
              </Text>
              {member.second_factor && (
                <span role="img" aria-label={t("factor.on")} title={t("factor.on")}>
                  <ShieldCheck className="text-ui-tag-green-icon shrink-0" />
                </span>
              )}
              {member.locked_until && (
                <StatusBadge color="red" className="shrink-0">
                  {t("lock.locked")}
                </StatusBadge>
              )}
              <StatusBadge color={member.active ? "green" : "grey"} className="shrink-0">
                {t(member.active ? "list.active" : "list.inactive")}
              </StatusBadge>
              <StaffMenu
                member={member}
                onEdit={() => setOpen({ form: "edit", member })}
                onPassword={() => setOpen({ form: "password", member })}
                onSessions={() => setOpen({ form: "sessions", member })}
              />
            </li>
          ))}
        </ul>
        {open?.form === "add" && <AddStaff onClose={close} />}
        {open?.form === "edit" && <EditStaff member={open.member} onClose={close} />}
        {open?.form === "password" && <SetPassword member={open.member} onClose={close} />}
        {open?.form === "sessions" && <StaffSessions member={open.member} onClose={close} />}
      </Container>
      <FactorRules />
    </div>
  )
}

const StaffSkeleton = () => (
  <div aria-hidden="true" className="flex flex-col gap-y-4 px-6 py-4">
    {[0, 1, 2].map((row) => (
      <Skeleton key={row} className="h-9 w-full" />
    ))}
  </div>
)
