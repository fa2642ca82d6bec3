/** A reason to stop that a person can act upon: printed as it stands, without a stack. */
export class Trouble extends Error {}

const began = Date.now()

/** One line about what is going on, with the seconds since the start. */
export const say = (text) => {
  const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(5)
  process.stdout.write(`[${seconds} s] ${text}\n`)
}

/** Ends the process with one sentence when it is a Trouble, with the stack when it is a fault of ours. */
export const explain = (error) => {
  if (error instanceof Trouble) {
    process.stderr.write(`\n${error.message}\n`)
  } else {
    process.stderr.write(`\nThis should not have happened: ${error?.stack ?? error}\n`)
  }
}
