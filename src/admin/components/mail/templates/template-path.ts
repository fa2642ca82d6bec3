import type { TemplateScope } from "../../../types/mail"

/** Where the wording of a letter is written, for one shop or all, in one language. */
export const templatePath = ({ kind, shop_id, language }: TemplateScope): string => {
  const search = new URLSearchParams({ language })
  if (shop_id) {
    search.set("shop_id", shop_id)
  }
  return `/mail/templates/${kind}?${search.toString()}`
}
