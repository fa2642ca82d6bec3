import { Heading } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useId } from "react"

type FormPartProps = { title: string; children: ReactNode }

/** One subject of a long form. */
export const FormPart = ({ title, children }: FormPartProps) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-y-4 px-4 py-6 md:px-6">
      <Heading level="h2" id={id}>
        {title}
      </Heading>
      {children}
    </section>
  )
}

/** Fields side by side where there is room. */
export const FieldGrid = ({ children }: { children: ReactNode }) => (
  <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">{children}</div>
)
