import { clx } from "@medusajs/ui"

import { asFrameDocument } from "../../../lib/frame-document"

type LetterFrameProps = {
  html: string
  title: string
  /** As on a telephone. */
  narrow?: boolean
  /** Links open, in a tab of their own; otherwise they lead nowhere. */
  withLinks?: boolean
}

/**
 * A letter as it looks, in a frame that may do nothing: no scripts, no forms, no cookies, nothing
 * loaded but pictures. A letter is made of customers' and shops' words.
 */
export const LetterFrame = ({ html, title, narrow, withLinks }: LetterFrameProps) => (
  <div className="bg-ui-bg-subtle flex justify-center p-3 md:p-4">
    <iframe
      title={title}
      sandbox={withLinks ? "allow-popups allow-popups-to-escape-sandbox" : ""}
      srcDoc={asFrameDocument(html)}
      referrerPolicy="no-referrer"
      className={clx(
        "shadow-elevation-card-rest h-[640px] max-h-[75vh] w-full rounded-lg bg-white",
        narrow ? "max-w-[360px]" : "max-w-[720px]"
      )}
    />
  </div>
)
