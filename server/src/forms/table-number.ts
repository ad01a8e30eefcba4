/** Numbers of tables in any province's way: 公开08表, 附表1, 表三. The words are in data/table-numbers.json. */
import words from './data/table-numbers.json' with { type: 'json' };
import { foldName } from './names.ts';

const COUNT = '(?:[0-9０-９]+(?:[-—–.－][0-9０-９]+)*|[一二三四五六七八九十]+)';
const NUMBER = `(?:${words.leads.join('|')})?(?:${COUNT}表|表${COUNT})`;
const WHOLE = new RegExp(`^${NUMBER}$`);
const LEADING = new RegExp(`^(${NUMBER})[\\s\\u3000：:]+(?=.)`);
/** What stands before a title up to the year: 某局2023年度. */
const YEAR = /^.{0,40}?20\d\d年度?(?=.)/;
/** The year, the number or a remark behind a title: （2023年度）, （公开03表）, （见附表）. */
const BEHIND = new RegExp(`(?<=.)[(（](?:20\\d\\d年度?|${NUMBER}|见附表|附后)[)）]$`);

/** Whether a text is nothing but a table's number. */
export const isTableNumber = (text: string): boolean => WHOLE.test(foldName(text));

/** The number with which a title begins, `表三` of `表三　支出决算表`; undefined without one. */
export const leadingNumber = (title: string): string | undefined => LEADING.exec(title)?.[1];

/** A table's title without the number, unit and year before it, or what stands in brackets behind it; itself if there are none. */
export const bareTitle = (title: string): string => title.trim().replace(BEHIND, '').replace(LEADING, '').replace(YEAR, '');
