import { useFormats } from "../../../hooks/use-formats"

/** The two letters of the country; its name is read aloud and shown as a tooltip. */
export const CountryCode = ({ code }: { code: string }) => {
  const { country } = useFormats()
  const name = country(code)
  return (
    <abbr title={name} className="no-underline">
      <span aria-hidden="true">{code}</span>
      <span className="sr-only">{name}</span>
    </abbr>
  )
}
