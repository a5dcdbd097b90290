import { chromium, type Page } from '@playwright/test'
import type pg from 'pg'
import { findChromium } from '../tools/requirements.ts'
import { median } from './load.ts'
import { ARGS } from './screen.ts'
import type { Person } from './stage.ts'

const CARDS = 500
const DRAGS = 9
const STEPS = 60

/** A project of its manager's with 500 tasks, a hundred in each of five columns. Answers its id. */
async function fill(pool: pg.Pool, manager: Person): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into projects (ref, name, manager_id, status) values ('BOARD', 'Five hundred', $1, 'active') returning id`,
    [manager.userId],
  )
  const id = rows[0]?.id ?? ''
  await pool.query(
    `insert into tasks (ref, project_id, title, status, priority, due_on, author_id)
     select 'BOARD' || n, $1, 'Card ' || n || ': a title as long as people write them',
       (array['new', 'in_progress', 'ready_for_review', 'done', 'on_hold'])[1 + n % 5],
       (array['normal', 'high', 'normal', 'urgent'])[1 + n % 4], current_date + n % 60, $2
     from generate_series(1, $3::int) n`,
    [id, manager.userId, CARDS],
  )
  return id
}

/** What dragging showed, of each drag its longest frame. Ms. */
interface Drags {
  median: number
  /** How many of the drags had a frame over the limit. */
  over: number
  all: number
}

/**
 * The longest frame of each drag of a card of 500 over the columns and into another: from the press to half a second after the drop, so
 * that the move, its echo and the board's renewal are in it.
 */
export async function boardDrag(origin: string, pool: pg.Pool, person: Person, limit: number): Promise<Drags> {
  const project = await fill(pool, person)
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ARGS })
  try {
    const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } })
    await context.addCookies(
      person.cookie.split('; ').map((pair) => {
        const [name = '', value = ''] = pair.split('=')
        return { name, value, url: origin }
      }),
    )
    const page = await context.newPage()
    await page.goto(`${origin}${person.prefix}/projects/${project}/tasks?view=board`)
    await page.waitForLoadState('networkidle')
    const shown = await page.locator('[data-card]').count()
    if (shown !== CARDS) throw new Error(`The board shows ${String(shown)} cards.`)
    const worst: number[] = []
    for (let nth = 0; nth < DRAGS; nth++) worst.push(await once(page, nth % 2 === 0))
    return { median: median(worst), over: worst.filter((frame) => frame > limit).length, all: worst.length }
  } finally {
    await browser.close()
  }
}

async function once(page: Page, forth: boolean): Promise<number> {
  const [from, to] = forth ? ['new', 'in_progress'] : ['in_progress', 'new']
  const card = page.locator(`[data-column=${from}] [data-card]`).first()
  const title = await card.locator('a').textContent()
  const [start, end] = [await card.boundingBox(), await page.locator(`[data-column=${to}]`).boundingBox()]
  if (!start || !end || !title) throw new Error('Nothing to drag.')
  await page.evaluate(() => {
    const frames: number[] = []
    let last = performance.now()
    const tick = (now: number) => {
      frames.push(now - last)
      last = now
      if (!('framesOver' in window)) requestAnimationFrame(tick)
    }
    Reflect.deleteProperty(window, 'framesOver')
    Reflect.set(window, 'frames', frames)
    requestAnimationFrame((now) => {
      last = now
      requestAnimationFrame(tick)
    })
  })
  await page.mouse.move(start.x + 60, start.y + 20)
  await page.mouse.down()
  for (let step = 0; step <= STEPS; step++) {
    const share = step / STEPS
    const swing = Math.sin(share * Math.PI) * 500
    await page.mouse.move(start.x + 60 + (end.x + 80 - start.x) * share + swing, start.y + 20 + 100 * share)
  }
  await page.mouse.up()
  await page.locator(`[data-column=${to}]`).getByText(title, { exact: true }).waitFor()
  await page.waitForTimeout(500)
  return page.evaluate(() => {
    Reflect.set(window, 'framesOver', true)
    return Math.max(...(Reflect.get(window, 'frames') as unknown as number[]))
  })
}
