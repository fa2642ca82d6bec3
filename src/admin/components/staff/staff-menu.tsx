import {
  CheckCircle,
  ComputerDesktop,
  EllipsisHorizontal,
  Key,
  LockOpenSolid,
  PencilSquare,
  ShieldCheck,
  XCircle,
} from "@medusajs/icons"
import { DropdownMenu, IconButton, toast, usePrompt } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useResetSecondFactor, useUnlock } from "../../hooks/api/access"
import { useChangeStaff } from "../../hooks/api/staff"
import { useErrorText } from "../../hooks/use-error-text"
import type { StaffMember } from "../../types/staff"

type StaffMenuProps = {
  member: StaffMember
  onEdit: () => void
  onPassword: () => void
  onSessions: () => void
}

export const StaffMenu = ({ member, onEdit, onPassword, onSessions }: StaffMenuProps) => {
  const { t } = useTranslation("staff")
  const change = useChangeStaff(member.id)
  const unlock = useUnlock(member.id)
  const resetFactor = useResetSecondFactor(member.id)
  const errorText = useErrorText()
  const prompt = usePrompt()
  const name = member.name || member.email

  const setActive = async (active: boolean) => {
    const confirmed =
      active ||
      (await prompt({
        title: t("deactivate.title", { name }),
        description: t("deactivate.text"),
        confirmText: t("deactivate.confirm"),
        cancelText: t("form.cancel"),
      }))
    if (confirmed) {
      change.mutate(
        { active },
        {
          onSuccess: () =>
            toast.success(t(active ? "toast.activated" : "toast.deactivated", { name })),
          onError: (error) =>
            toast.error(t(`refusal.${error.code}`, { defaultValue: errorText(error) })),
        }
      )
    }
  }

  const told = (done: string) => ({
    onSuccess: () => toast.success(t(done, { name })),
    onError: (error: Parameters<typeof errorText>[0]) => toast.error(errorText(error)),
  })

  const reset = async () => {
    const confirmed = await prompt({
      title: t("factor.resetTitle", { name }),
      description: t("factor.resetText"),
      confirmText: t("factor.reset"),
      cancelText: t("form.cancel"),
    })
    if (confirmed) {
      resetFactor.mutate(undefined, told("factor.resetDone"))
    }
  }

  return (
    <DropdownMenu>
      <DropdownMenu.Trigger asChild>
        <IconButton size="small" variant="transparent" aria-label={t("list.actions", { name })}>
          <EllipsisHorizontal />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content align="end">
        <DropdownMenu.Item className="gap-x-2" onClick={onEdit}>
          <PencilSquare className="text-ui-fg-subtle" />
          {t("list.edit")}
        </DropdownMenu.Item>
        <DropdownMenu.Item className="gap-x-2" onClick={onPassword}>
          <Key className="text-ui-fg-subtle" />
          {t("list.password")}
        </DropdownMenu.Item>
        <DropdownMenu.Item className="gap-x-2" onClick={onSessions}>
          <ComputerDesktop className="text-ui-fg-subtle" />
          {t("sessions.title")}
        </DropdownMenu.Item>
        {member.locked_until && (
          <DropdownMenu.Item
            className="gap-x-2"
            onClick={() => unlock.mutate(undefined, told("lock.lifted"))}
          >
            <LockOpenSolid className="text-ui-fg-subtle" />
            {t("lock.lift")}
          </DropdownMenu.Item>
        )}
        {member.second_factor && (
          <DropdownMenu.Item className="gap-x-2" onClick={() => void reset()}>
            <ShieldCheck className="text-ui-fg-subtle" />
            {t("factor.reset")}
          </DropdownMenu.Item>
        )}
        <DropdownMenu.Separator />
        <DropdownMenu.Item className="gap-x-2" onClick={() => void setActive(!member.active)}>
          {member.active ? (
            <XCircle className="text-ui-fg-subtle" />
          ) : (
            <CheckCircle className="text-ui-fg-subtle" />
          )}
          {t(member.active ? "list.deactivate" : "list.activate")}
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}
