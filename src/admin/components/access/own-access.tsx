import { ShieldCheck } from "@medusajs/icons"
import { Button, Heading, IconButton } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { WideDrawer } from "../dispatch/common/wide-drawer"
import { OwnFactor } from "./own-factor"
import { SessionList } from "./session-list"

/** One's own sign-ins and second factor, from every page. */
export const OwnAccess = () => {
  const { t } = useTranslation("staff")
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        size="small"
        variant="transparent"
        aria-label={t("access.open")}
        title={t("access.open")}
        onClick={() => setOpen(true)}
      >
        <ShieldCheck />
      </IconButton>
      {open && (
        <WideDrawer
          title={t("access.title")}
          text={t("access.text")}
          footer={
            <Button size="small" variant="secondary" onClick={() => setOpen(false)}>
              {t("access.close")}
            </Button>
          }
          onClose={() => setOpen(false)}
        >
          <section className="flex flex-col gap-y-3">
            <Heading level="h2">{t("factor.title")}</Heading>
            <OwnFactor />
          </section>
          <section className="flex flex-col gap-y-1">
            <Heading level="h2">{t("sessions.title")}</Heading>
            <SessionList />
          </section>
        </WideDrawer>
      )}
    </>
  )
}
