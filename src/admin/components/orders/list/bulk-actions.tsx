import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useMe } from "../../../hooks/api/me"
import type { OrderSelection } from "../../../hooks/use-order-selection"
import type { OrderQuery } from "../../../lib/order-query"
import { conditionsOf } from "../../../lib/order-query"
import type { BulkAnswer, ListedOrder, OrderStatus } from "../../../types/orders"
import { SendDrawer } from "../../dispatch/parcels/send-drawer"
import { BulkBar } from "./bulk-bar"
import { BulkPrompt } from "./bulk-prompt"
import { BulkResults } from "./bulk-results"

type BulkActionsProps = { selection: OrderSelection; query: OrderQuery; count: number }

type Stage =
  | { name: "choosing" }
  | { name: "asking"; to: OrderStatus }
  | { name: "sending" }
  | { name: "told"; to: OrderStatus; answer: BulkAnswer; names: Map<string, ListedOrder> }

/** The bar, then the question, then what happened to each order. */
export const BulkActions = ({ selection, query, count }: BulkActionsProps) => {
  const { t } = useTranslation("orders")
  const { permissions } = useMe()
  const [stage, setStage] = useState<Stage>({ name: "choosing" })
  const back = () => setStage({ name: "choosing" })

  return (
    <>
      <BulkBar
        selection={selection}
        count={count}
        onMove={(to) => setStage({ name: "asking", to })}
        onSend={permissions.dispatch ? () => setStage({ name: "sending" }) : undefined}
      />
      {stage.name === "asking" && (
        <BulkPrompt
          selection={selection}
          query={query}
          count={count}
          to={stage.to}
          onClose={back}
          onDone={(answer) => {
            setStage({ name: "told", to: stage.to, answer, names: selection.ticked })
            selection.clear()
          }}
        />
      )}
      {stage.name === "told" && (
        <BulkResults
          answer={stage.answer}
          title={t("bulk.resultsTitle", { move: t(`move.${stage.to}`) })}
          names={stage.names}
          onClose={back}
        />
      )}
      {stage.name === "sending" && (
        <SendDrawer
          choice={
            selection.everything
              ? { filter: { ...conditionsOf(query), tab: query.tab } }
              : { ids: [...selection.ticked.keys()] }
          }
          names={selection.ticked}
          onClose={() => {
            selection.clear()
            back()
          }}
        />
      )}
    </>
  )
}
