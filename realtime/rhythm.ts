/** The clocks are looked at so often anyway, rung for or not: without Redis other nodes' news is at most so late. Ms. */
export const POLL = 500
/** While much is going on, passes gather for four times as long as the last one took: at least, and at most, so long. Ms. */
export const GATHER = { least: 12, most: 50 }
/** After a pass that failed. Ms. */
export const AGAIN = 150
