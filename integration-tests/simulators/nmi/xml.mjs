const escaped = (value) =>
  String(value ?? "").replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const tag = (name, value) => `<${name}>${escaped(value)}</${name}>`

const actionXml = (action) =>
  `<action>${Object.entries(action)
    .map(([name, value]) => tag(name, value))
    .join("")}</action>`

/** A transaction as `query.php` tells it, cut to the fields that matter to a merchant. */
export const transactionXml = (transaction) =>
  [
    "<transaction>",
    tag("transaction_id", transaction.id),
    tag("transaction_type", transaction.type),
    tag("condition", transaction.condition),
    tag("order_id", transaction.order_id),
    tag("order_description", transaction.order_description),
    tag("first_name", transaction.payer.first_name),
    tag("email", transaction.payer.email),
    tag("cc_number", transaction.instrument.cc_number),
    tag("check_account", transaction.instrument.check_account),
    tag("currency", transaction.currency),
    tag("original_transaction_id", transaction.original_transaction_id),
    transaction.merchant_defined_field_1
      ? `<merchant_defined_field id="1">${escaped(transaction.merchant_defined_field_1)}</merchant_defined_field>`
      : "",
    ...transaction.actions.map(actionXml),
    "</transaction>",
  ].join("")
