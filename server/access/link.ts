import { rowOf, type Action } from './catalogue.ts'
import type { Facts } from './facts.ts'
import type { Viewer } from './viewer.ts'

/* What the links of the chain of A0 are made of. */

/** A question: may this viewer do this with that? `facts` is null where the action concerns no record. */
interface Question {
  viewer: Viewer
  action: Action
  facts: Facts | null
}

/** A link: whether it denies what is asked. */
export type Denies = (question: Question) => boolean

/** A link that binds externals only. */
export const external = (denies: (question: Question, grant: NonNullable<Viewer['grant']>) => boolean): Denies => {
  return (question) =>
    !question.viewer.staff && question.viewer.grant !== null && denies(question, question.viewer.grant)
}

/** And one that binds the host's people only. */
export const staff =
  (denies: (question: Question) => boolean): Denies =>
  (question) =>
    question.viewer.staff !== null && denies(question)

/** The action does something; others only show. */
export const acts = (action: Action): boolean => rowOf(action)?.acts ?? !/\.(list|view)$/.test(action)
