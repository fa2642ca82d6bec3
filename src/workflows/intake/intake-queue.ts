/**
 * Group commit: requests that wait at the same moment are written in one transaction, so that a
 * hundred of them cost one flush of the disk and one statement per table. Nothing is answered before
 * its transaction has committed; a request that is alone is written at once.
 */
export class IntakeQueue<Request, Outcome> {
  readonly #write: (batch: Request[]) => Promise<Outcome[]>
  readonly #batchSize: number
  readonly #writers: number
  #waiting: Waiting<Request, Outcome>[] = []
  #writing = 0
  #scheduled = false

  constructor(
    write: (batch: Request[]) => Promise<Outcome[]>,
    { batchSize = 100, writers = 2 }: { batchSize?: number; writers?: number } = {}
  ) {
    this.#write = write
    this.#batchSize = batchSize
    this.#writers = writers
  }

  /** Resolves when the request is committed. Rejects with its own error, never with a neighbour's. */
  submit(request: Request): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject })
      this.#schedule()
    })
  }

  /** After the current turn of the event loop: requests that have just been read go together. */
  #schedule(): void {
    if (!this.#scheduled && this.#writing < this.#writers) {
      this.#scheduled = true
      setImmediate(() => {
        this.#scheduled = false
        void this.#writeNext()
      })
    }
  }

  async #writeNext(): Promise<void> {
    const batch = this.#waiting.splice(0, this.#batchSize)
    if (batch.length === 0) {
      return
    }
    this.#writing += 1
    try {
      await this.#settle(batch)
    } finally {
      this.#writing -= 1
      if (this.#waiting.length > 0) {
        this.#schedule()
      }
    }
  }

  async #settle(batch: Waiting<Request, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.#write(batch.map(({ request }) => request))
      batch.forEach(({ resolve }, index) => resolve(outcomes[index]))
    } catch (error) {
      if (batch.length === 1) {
        batch[0].reject(error)
        return
      }
      // One of them is to blame, or the database is away: alone, each gets its own answer.
      for (const one of batch) {
        await this.#settle([one])
      }
    }
  }
}

type Waiting<Request, Outcome> = {
  request: Request
  resolve: (outcome: Outcome) => void
  reject: (error: unknown) => void
}
