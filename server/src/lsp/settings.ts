/** Settings as they come from a client, which may send anything or nothing. */
import type { CheckSettings, SeverityOverride } from '../service/diagnostics.ts';

export interface Settings extends CheckSettings {
  /** Milliseconds to wait after an edit; undefined: none. */
  readonly delay?: number;
  /** Show what `{…}` prints behind it. */
  readonly inlayValues: boolean;
}

const SEVERITIES: ReadonlySet<unknown> = new Set<SeverityOverride>(['error', 'warning', 'information', 'hint', 'off']);
const LONGEST_DELAY = 5000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export function settingsOf(value: unknown): Settings {
  const settings = isRecord(value) ? value : {};
  const checks = isRecord(settings.checks) ? settings.checks : {};
  const hints = isRecord(settings.inlayHints) ? settings.inlayHints : {};
  const delay = isRecord(settings.diagnostics) ? settings.diagnostics.delay : undefined;
  return {
    checks: Object.fromEntries(Object.entries(checks).filter(([, severity]) => SEVERITIES.has(severity))) as Record<
      string,
      SeverityOverride
    >,
    inlayValues: hints.values !== false,
    ...(typeof delay === 'number' && delay >= 0 ? { delay: Math.min(delay, LONGEST_DELAY) } : {}),
  };
}
