/** Asks carriers about numbers whose turn it is. */
export const POLL_TRACKING_TASK = "poll-tracking"
