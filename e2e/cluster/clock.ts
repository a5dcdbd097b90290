/** Ms on the machine's monotonic clock: the same for all its processes. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6
