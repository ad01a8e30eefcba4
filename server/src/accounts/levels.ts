/** The levels of functional accounts as paths of their names call them: 卫生健康支出（类）医疗保障管理事务（款）行政运行（项）. */

/** The level at which a path begins. */
export const CLASS = '类';

/** How long the codes of a level are, from the class down. */
export const LEVELS: ReadonlyMap<string, number> = new Map([
  [CLASS, 3],
  ['款', 5],
  ['项', 7],
]);

export const LEVEL_NAMES: readonly string[] = [...LEVELS.keys()];
