import { MagnifyingGlass } from "@medusajs/icons"
import { Button, Container } from "@medusajs/ui"
import { Link } from "react-router-dom"

import type { CrmError } from "../../lib/client"
import { LoadFailure } from "../orders/common/load-failure"
import { MessagePanel } from "../orders/common/message-panel"

type CardFailureProps = {
  error: CrmError
  /** What is said when it could not be loaded … */
  title: string
  /** … and when there is no such thing, with the way back to its list. */
  notFound: { title: string; text: string; list: string; back: string }
  onRetry: () => void
}

/** Instead of a card: why there is none. */
export const CardFailure = ({ error, title, notFound, onRetry }: CardFailureProps) => (
  <Container className="p-0">
    {error.status === 404 ? (
      <MessagePanel
        role="alert"
        icon={<MagnifyingGlass />}
        title={notFound.title}
        text={notFound.text}
      >
        <Button size="small" variant="secondary" asChild>
          <Link to={notFound.list}>{notFound.back}</Link>
        </Button>
      </MessagePanel>
    ) : (
      <LoadFailure title={title} error={error} onRetry={onRetry} />
    )}
  </Container>
)
