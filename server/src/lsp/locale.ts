/** The language of messages. */
import { config } from '@vscode/l10n';
import chinese from '../../../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };

export type Locale = 'zh-cn' | 'en';

/** Simplified Chinese for every zh locale, else English. */
export const localeOf = (tag: string | undefined): Locale => (/^zh(?![a-z])/i.test(tag ?? '') ? 'zh-cn' : 'en');

export function useLocale(locale: Locale): void {
  config({ contents: locale === 'zh-cn' ? (chinese as Record<string, string>) : {} });
}
