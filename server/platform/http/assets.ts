import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import compression from 'compression'
import express, { Router, type RequestHandler } from 'express'

/** The built scripts, styles and fonts: public, hashed by name, kept by browsers for a year. */
export function assets(clientFolder: string): Router {
  const router = Router()
  const folder = join(clientFolder, 'assets')
  router.use('/assets', smallest(folder))
  // Only here: whatever is protected leaves in one tick, which a compressing stream would not let it.
  const smaller = compression()
  router.use(
    '/assets',
    smaller,
    express.static(folder, { immutable: true, maxAge: '1y', index: false, fallthrough: false, setHeaders: asWritten }),
  )
  // Only what the build made: a page's address is not looked for on the disk.
  const others = existsSync(clientFolder) ? readdirSync(clientFolder).filter((name) => name !== 'assets') : []
  const file = express.static(clientFolder, { maxAge: '1h', index: false, redirect: false })
  if (others.length > 0)
    router.get(
      others.map((name) => `/${name}`),
      smaller,
      file,
    )
  return router
}

/** Endings of what the build made smaller, and what browsers call it: the smallest first. */
const MADE = [
  { ending: 'br', encoding: 'br' },
  { ending: 'gz', encoding: 'gzip' },
] as const

/** Leads to the smallest that the build made and the browser reads. */
function smallest(folder: string): RequestHandler {
  const made = new Set(existsSync(folder) ? readdirSync(folder) : [])
  return (req, res, next) => {
    const name = req.path.slice(1)
    const there = MADE.filter(({ ending }) => made.has(`${name}.${ending}`))
    if (there.length > 0) {
      res.vary('Accept-Encoding')
      const read = there.find(({ encoding }) => req.acceptsEncodings().includes(encoding))
      if (read) req.url = `/${name}.${read.ending}`
    }
    next()
  }
}

function asWritten(res: Parameters<RequestHandler>[1], path: string) {
  const [, type, ending] = /\.(js|css)\.(br|gz)$/.exec(path) ?? []
  if (type)
    res
      .setHeader('Content-Encoding', ending === 'br' ? 'br' : 'gzip')
      .setHeader('Content-Type', type === 'js' ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8')
}
