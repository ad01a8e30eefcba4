/** What `budget help` prints. */
import { t } from '@vscode/l10n';

export const VERSION = '0.1.0';

export const helpText = (): string =>
  `${[
    t('budget check PATH… [--format text|json|github] [--fail-on error|warning|information]   findings of files or folders'),
    t(
      'budget format PATH… [--check]                                                          canonical layout, in place; --check only says',
    ),
    t('budget render FILE [--format html|json|md] [-o OUT]                                    the disclosure as published'),
    t('budget facts FILE [--format json|csv]                                                  every fact: address, value, where'),
    t('budget explain FILE LINE:COLUMN                                                        the sums in which the figure there stands'),
    t('budget new --form F --unit U --year Y [--kind 决算|预算] [-o OUT]                      a disclosure to fill in'),
    t('--locale zh-CN|en chooses the language. Exit codes: 0 nothing found, 1 findings, 2 the call or a file was unusable.'),
  ].join('\n')}\n`;
