import type { Front } from './front.ts'
import type { Layer } from './layer.ts'
import { sendNotice } from './notices.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses whatever changes state and does not come from a page of ours, resource routes included [S22]. */
export function originCheck(front: Front): Layer {
  return (req, res, next) => {
    if (SAFE.has(req.method ?? '') || front.isOwn(req)) return next()
    sendNotice(res, 'foreign_origin')
  }
}
