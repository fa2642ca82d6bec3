import { useEffect } from "react"
import { useTranslation } from "react-i18next"
import { useBlocker } from "react-router-dom"

import { PromptForm } from "../../common/prompt-form"

/** What has been written and not saved is not lost by a press on something else. */
export const DraftGuard = ({ dirty }: { dirty: boolean }) => {
  const { t } = useTranslation("mail")
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty &&
      `${currentLocation.pathname}${currentLocation.search}` !==
        `${nextLocation.pathname}${nextLocation.search}`
  )

  useEffect(() => {
    if (!dirty) {
      return
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener("beforeunload", ask)
    return () => window.removeEventListener("beforeunload", ask)
  }, [dirty])

  if (blocker.state !== "blocked") {
    return null
  }
  return (
    <PromptForm
      danger
      title={t("leave.title")}
      description={t("leave.text")}
      confirm={t("leave.confirm")}
      isPending={false}
      onSubmit={() => blocker.proceed()}
      onClose={() => blocker.reset()}
    />
  )
}
