// A server takes a few seconds to start, on a busy machine many.
jest.setTimeout(240_000)
