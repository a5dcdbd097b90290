/** A column that a table shows where it has room, and that the pen's form shows always: the icons at a row's end come first. */
export const WHERE_ROOM = 'lg:max-[1440px]:hidden'
