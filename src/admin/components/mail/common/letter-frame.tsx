import { clx } from "@medusajs/ui"
import { useEffect, useRef, useState } from "react"

import { asFrameDocument } from "../../../lib/frame-document"

/** As wide as a letter needs to look as it does at a desk; where there is less room it is made smaller. */
const DESK_PX = 680
const HEIGHT_PX = 640

type LetterFrameProps = {
  html: string
  title: string
  /** As on a telephone. */
  narrow?: boolean
  /** Links open, in a tab of their own; otherwise they lead nowhere. */
  withLinks?: boolean
}

/** How much smaller a desk has to be drawn to fit; 1 where there is room. */
const useScale = () => {
  const box = useRef<HTMLDivElement>(null)
  const [scale, setScale] = useState(1)
  useEffect(() => {
    const element = box.current
    if (!element) {
      return
    }
    const observer = new ResizeObserver(([entry]) =>
      setScale(Math.min(1, entry.contentRect.width / DESK_PX))
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { box, scale }
}

/**
 * A letter as it looks, in a frame that may do nothing: no scripts, no forms, no cookies, nothing
 * loaded but pictures. A letter is made of customers' and shops' words.
 */
export const LetterFrame = ({ html, title, narrow, withLinks }: LetterFrameProps) => {
  const { box, scale } = useScale()
  return (
    <div className="bg-ui-bg-subtle p-3 md:p-4">
      <div ref={box} className="overflow-hidden" style={{ height: HEIGHT_PX }}>
        <iframe
          title={title}
          sandbox={withLinks ? "allow-popups allow-popups-to-escape-sandbox" : ""}
          srcDoc={asFrameDocument(html)}
          referrerPolicy="no-referrer"
          className={clx("border-ui-border-base rounded-lg border bg-white", {
            "mx-auto block w-full max-w-[360px]": narrow,
            "origin-top-left": !narrow,
          })}
          style={
            narrow
              ? { height: HEIGHT_PX }
              : {
                  width: scale < 1 ? DESK_PX : "100%",
                  height: HEIGHT_PX / scale,
                  transform: scale < 1 ? `scale(${scale})` : undefined,
                }
          }
        />
      </div>
    </div>
  )
}
