import { useState } from "react"

import { useMe } from "../../../hooks/api/me"
import { useLastJob } from "../../../hooks/use-last-job"
import type { OrderSelection } from "../../../hooks/use-order-selection"
import type { OrderQuery } from "../../../lib/order-query"
import { conditionsOf } from "../../../lib/order-query"
import type { OrderStatus } from "../../../types/orders"
import { SendDrawer } from "../../dispatch/parcels/send-drawer"
import { JobDrawer } from "../bulk/job-drawer"
import { LastJob } from "../bulk/last-job"
import { MoveDrawer } from "../bulk/move-drawer"
import { BulkBar } from "./bulk-bar"

type BulkActionsProps = { selection: OrderSelection; query: OrderQuery; count: number }

type Stage =
  | { name: "choosing" }
  | { name: "moving"; to: OrderStatus }
  | { name: "following"; id: string }
  | { name: "sending" }

/** The bar; then what would happen, and what happened to each order. */
export const BulkActions = ({ selection, query, count }: BulkActionsProps) => {
  const { permissions } = useMe()
  const [stage, setStage] = useState<Stage>({ name: "choosing" })
  const { ticked, everything, clear } = selection
  const [last, setLast] = useLastJob()
  const back = () => setStage({ name: "choosing" })
  const choice = everything
    ? { filter: { ...conditionsOf(query), tab: query.tab } }
    : { ids: [...ticked.keys()] }

  return (
    <>
      <BulkBar
        selection={selection}
        count={count}
        onMove={(to) => setStage({ name: "moving", to })}
        onSend={permissions.dispatch ? () => setStage({ name: "sending" }) : undefined}
      />
      {stage.name === "moving" && (
        <MoveDrawer
          choice={{ ...choice, status: stage.to }}
          onStarted={(id) => {
            clear()
            setLast(id)
            setStage({ name: "following", id })
          }}
          onClose={back}
        />
      )}
      {stage.name === "following" && <JobDrawer id={stage.id} onClose={back} />}
      {stage.name === "choosing" && last && ticked.size === 0 && (
        <LastJob id={last} onOpen={() => setStage({ name: "following", id: last })} />
      )}
      {stage.name === "sending" && (
        <SendDrawer
          choice={choice}
          onClose={() => {
            clear()
            back()
          }}
        />
      )}
    </>
  )
}
