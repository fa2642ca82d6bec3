/** A stored card or account that no key of the vault opens. Says nothing of what is in it. */
export class CardUnreadable extends Error {
  constructor() {
    super("The stored card or account cannot be opened: its vault key is missing.")
    this.name = "CardUnreadable"
  }
}
