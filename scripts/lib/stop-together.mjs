/**
 * What a script has started, and one way to stop all of it: the last first, once, also when the
 * script is told to end by a signal. Each entry of `started` has a `stop`.
 */
export const stopTogether = () => {
  const started = []
  let stopping
  const stopAll = () => {
    stopping ??= (async () => {
      for (const { stop } of started.splice(0).reverse()) {
        await stop()
      }
    })()
    return stopping
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => void stopAll().then(() => process.exit(130)))
  }
  return { started, stopAll }
}
