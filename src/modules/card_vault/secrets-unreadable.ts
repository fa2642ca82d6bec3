/** Secrets of an account that no key of the vault opens. Says nothing of what is in them. */
export class SecretsUnreadable extends Error {
  constructor() {
    super("The account's secrets cannot be opened: their vault key is missing.")
    this.name = "SecretsUnreadable"
  }
}
