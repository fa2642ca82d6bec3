import { hideSecrets } from "./hide-secrets"

describe("what is hidden from logs", () => {
  it.each([
    ["a card number", "paid with 4111 1111 1111 1111 today", "4111 1111"],
    ["a card number in an address", "GET /x/4111111111111111", "4111111111111111"],
    ["a key in a query string", "/create_order.php?api_key=abc123&x=1", "abc123"],
    ["a key in nested form fields", "auth%5Bapi_key%5D=abc123", "abc123"],
    ["a key in JSON", '{"api_key": "abc123"}', "abc123"],
    ["a key in JSON inside a string", '{\\"api_key\\":\\"abc123\\"}', "abc123"],
    ["a CVV", '{"card_cvv":"987"}', "987"],
    ["a CVV by its other name", '{"cvc":"987"}', "987"],
    ["a CVV sent as a number", '{"card_cvv":987}', "987"],
    ["a password", '{"email":"a@b.c","password":"abc123"}', "abc123"],
    ["an account number", '"account_number":"000123456789"', "000123456789"],
  ])("%s", (_what, text, secret) => {
    expect(hideSecrets(text)).not.toContain(secret)
  })

  it("leaves everything else alone", () => {
    const text = "Order T3-7KQ2M9-XD4HTR-W8PAC3 of 2026-11-22, 34.95 EUR, 1,234 ms"
    expect(hideSecrets(text)).toBe(text)
  })
})
