import { expect, type Page } from '@playwright/test'
import { crc32 } from 'node:zlib'
import { pictureOf } from '#db/demo/papers.ts'
import { chanceOf } from '#db/demo/seed.ts'

/** The chunk that ends a PNG. */
const END = 12

/** A picture of 320 pixels' width in whose bytes some words stand, as a browser's file field takes it. */
export function pictureWith(name: string, words: string): { name: string; mimeType: string; buffer: Buffer } {
  const picture = pictureOf(chanceOf(words))
  const data = Buffer.from(`tEXtComment\0${words}`, 'latin1')
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length - 4)
  sum.writeUInt32BE(crc32(data))
  const parts = [picture.subarray(0, -END), length, data, sum, picture.subarray(-END)]
  return { name, mimeType: 'image/png', buffer: Buffer.concat(parts) }
}

/** Attaches a picture in which some words stand, to what is open. */
export async function attach(page: Page, name: string, words: string): Promise<void> {
  await page.getByLabel('Attach files').setInputFiles(pictureWith(name, words))
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
}
