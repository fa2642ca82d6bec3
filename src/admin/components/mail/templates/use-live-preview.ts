import { useEffect, useRef, useState } from "react"

import { usePreview } from "../../../hooks/api/mail-templates"
import type { PreviewAnswer, PreviewInput } from "../../../types/mail"

const TYPING_MS = 400

/**
 * The letter while it is written: asked for when the typing rests, and what could be written last
 * stays in sight while there is a fault.
 */
export const useLivePreview = (input: PreviewInput | null) => {
  const wanted = JSON.stringify(input)
  const [asked, setAsked] = useState<PreviewInput | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(JSON.parse(wanted) as PreviewInput | null), TYPING_MS)
    return () => clearTimeout(timer)
  }, [wanted])

  const { data, error, isPlaceholderData } = usePreview(asked)
  const lastGood = useRef<PreviewAnswer | null>(null)
  if (data?.faults.length === 0) {
    lastGood.current = data
  }
  return {
    preview: lastGood.current ?? data ?? null,
    faults: data?.faults ?? [],
    error,
    /** What is shown is of what is written now. */
    isCurrent: JSON.stringify(asked) === wanted && !isPlaceholderData,
  }
}
