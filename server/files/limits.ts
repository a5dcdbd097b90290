import { env } from '#server/platform/env.ts'

/** How much is taken in [S27]. */
export interface FileLimits {
  /** Of one file, in bytes. */
  size: number
  /** Files of one task or contract. */
  count: number
  /** Of all files that one account's people attached, in bytes. */
  quota: number
}

/** As people and sellers of disks count them. */
export const MB = 1_000_000

/** The installation's limits. */
export const fileLimits: FileLimits = {
  size: env.FILES_LARGEST_MB * MB,
  count: env.FILES_PER_RECORD,
  quota: env.FILES_QUOTA_MB * MB,
}
