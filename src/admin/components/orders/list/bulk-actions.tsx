import { useState } from "react"

import type { OrderSelection } from "../../../hooks/use-order-selection"
import type { OrderQuery } from "../../../lib/order-query"
import type { BulkAnswer, ListedOrder, OrderStatus } from "../../../types/orders"
import { BulkBar } from "./bulk-bar"
import { BulkPrompt } from "./bulk-prompt"
import { BulkResults } from "./bulk-results"

type BulkActionsProps = { selection: OrderSelection; query: OrderQuery; count: number }

type Stage =
  | { name: "choosing" }
  | { name: "asking"; to: OrderStatus }
  | { name: "told"; to: OrderStatus; answer: BulkAnswer; names: Map<string, ListedOrder> }

/** The bar, then the question, then what happened to each order. */
export const BulkActions = ({ selection, query, count }: BulkActionsProps) => {
  const [stage, setStage] = useState<Stage>({ name: "choosing" })
  const back = () => setStage({ name: "choosing" })

  return (
    <>
      <BulkBar
        selection={selection}
        count={count}
        onMove={(to) => setStage({ name: "asking", to })}
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
        <BulkResults answer={stage.answer} to={stage.to} names={stage.names} onClose={back} />
      )}
    </>
  )
}
