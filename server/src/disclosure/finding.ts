/** What checks say. A finding speaks of places within sections, so it stays true while other sections change. */
import type { Place } from './place.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Related {
  readonly message: string;
  readonly place: Place;
}

export interface Edit {
  readonly place: Place;
  readonly text: string;
}

/** A quick fix: a title in the user's language and the edits that do it. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly preferred?: boolean;
}

export interface Finding {
  /** Stable, kebab case; `docs/checks/<code>.md` is its page. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly related?: readonly Related[];
  /** The figures of the finding as strings; for a broken identity `stated`, `computed`, `difference`, `tolerance`. */
  readonly data?: Readonly<Record<string, string>>;
  readonly fixes?: readonly Fix[];
}

/** A finding whose fixes are worked out when somebody asks for them: it is made at many keystrokes, and a fix is looked at once in a while. */
export function withFixes(finding: Omit<Finding, 'fixes'>, make: () => readonly Fix[]): Finding {
  let made: readonly Fix[] | undefined;
  return {
    ...finding,
    get fixes() {
      made ??= make();
      return made;
    },
  };
}

/** The same finding with another severity; its fixes are not worked out for that. */
export function regraded(finding: Finding, severity: Severity): Finding {
  const { code, message, place, related, data } = finding;
  const same = { code, severity, message, place, ...(related ? { related } : {}), ...(data ? { data } : {}) };
  return finding.severity === severity ? finding : withFixes(same, () => finding.fixes ?? []);
}
