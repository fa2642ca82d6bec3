import { Button } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { StaffMember } from "../../types/staff"
import { SessionList } from "../access/session-list"
import { WideDrawer } from "../dispatch/common/wide-drawer"

type StaffSessionsProps = { member: StaffMember; onClose: () => void }

/** Where a colleague is signed in. */
export const StaffSessions = ({ member, onClose }: StaffSessionsProps) => {
  const { t } = useTranslation("staff")
  return (
    <WideDrawer
      title={t("sessions.of", { name: member.name || member.email })}
      footer={
        <Button size="small" variant="secondary" onClick={onClose}>
          {t("access.close")}
        </Button>
      }
      onClose={onClose}
    >
      <SessionList memberId={member.id} />
    </WideDrawer>
  )
}
