import { Button, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import type { RefillResultInput } from "../../hooks/api/calls"
import { useRefillResult } from "../../hooks/api/calls"
import type { LocalTime } from "../../types/calls"
import { ReasonPrompt } from "../orders/common/reason-prompt"
import { CallTime, momentOf } from "./call-time"

const RESULTS = ["called", "moved", "cancelled"] as const
type Result = RefillResultInput["state"]

type RefillResultProps = { orderId: string; local: LocalTime }

/** What the customer said about his next order: done, another day, or not wanted. */
export const RefillResult = ({ orderId, local }: RefillResultProps) => {
  const { t } = useTranslation("calls")
  const [asked, setAsked] = useState<Result | null>(null)
  const [day, setDay] = useState("")
  const { mutate, isPending, error, reset } = useRefillResult()
  const close = () => {
    setAsked(null)
    setDay("")
    reset()
  }
  const dayFault = error?.fields.find(({ path }) => path === "due_at")?.message
  return (
    <div role="group" aria-label={t("refill.label")} className="flex flex-wrap gap-2">
      {RESULTS.map((name) => (
        <Button key={name} size="small" variant="secondary" onClick={() => setAsked(name)}>
          {t(`refill.${name}`)}
        </Button>
      ))}
      {asked && (
        <ReasonPrompt
          title={t(`refill.${asked}Title`)}
          description={t(`refill.${asked}Text`)}
          confirm={t(`refill.${asked}`)}
          danger={asked === "cancelled"}
          isPending={isPending}
          error={dayFault ? null : error}
          onConfirm={(note) =>
            mutate(
              {
                id: orderId,
                state: asked,
                due_at: asked === "moved" ? momentOf(day) : undefined,
                note: note || undefined,
              },
              {
                onSuccess: () => {
                  toast.success(t("refill.saved"))
                  close()
                },
              }
            )
          }
          onClose={close}
        >
          {asked === "moved" && (
            <CallTime
              label={t("refill.day")}
              value={day}
              fault={dayFault}
              local={local}
              onChange={setDay}
            />
          )}
        </ReasonPrompt>
      )}
    </div>
  )
}
