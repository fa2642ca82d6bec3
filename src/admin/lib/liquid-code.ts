import type { TemplateVariable } from "../types/mail"

/** The name of one entry of a list, in a loop over it: `item` of `order.items`, `parcel` of `tracking`. */
const entryOf = (list: string): string => (list.startsWith("tracking") ? "parcel" : "item")

/**
 * What is written to have a variable in a letter: a list as a loop, `a[].b` by its name within such a
 * loop, and what may be empty only where it is not.
 */
export const codeOfVariable = ({
  name,
  kind,
  optional,
}: Pick<TemplateVariable, "name" | "kind" | "optional">): string => {
  if (kind === "list") {
    const line = name.endsWith(".lines") ? "line" : entryOf(name)
    return `{% for ${line} in ${name} %}\n  \n{% endfor %}`
  }
  const path = name.replace(/^.*\[\]\./, `${entryOf(name)}.`)
  return optional ? `{% if ${path} %}{{ ${path} }}{% endif %}` : `{{ ${path} }}`
}
