/** The form sets that rule for a document: the built-in ones and those that a user wrote into `*.form.json` beside it or above. */
import { t } from '@vscode/l10n';
import { loadFormSet } from '../forms/loader.ts';
import { foldName } from '../forms/names.ts';
import { createFormSets, type DeferredFormSet, type FormSets } from '../forms/registry.ts';
import type { FormProblem, FormSet } from '../forms/types.ts';
import { type FileSource, foldersAbove } from './files.ts';
import { type FormFile, type FormFileProblem, readFormFile } from './form-file.ts';

/** How the file of a form set ends. */
export const FORM_FILE = '.form.json';
/** The folder beside the disclosures in which form sets may stand together. */
const FORM_FOLDER = 'forms';
/** Sets that extend each other in a longer row are a circle. */
const LONGEST_ROW = 8;

export interface BuiltInForms {
  readonly sets: readonly DeferredFormSet[];
  /** The JSON of each set by name. */
  readonly json: ReadonlyMap<string, unknown>;
}

export interface RulingForms {
  readonly sets: FormSets;
  /** Every file that was read, with what is wrong with it. */
  readonly files: readonly { readonly uri: string; readonly problems: readonly FormFileProblem[] }[];
}

/** A form set of the user's: sound, or with problems and then not in force. */
interface OwnForm {
  readonly file: FormFile;
  readonly name: string;
  readonly set?: FormSet;
  readonly problems: readonly FormFileProblem[];
}

export class OwnForms {
  readonly #builtIn: BuiltInForms;
  readonly #files: FileSource;
  readonly #none: RulingForms;
  #folders = new Map<string, Promise<readonly string[]>>();
  #texts = new Map<string, Promise<FormFile | undefined>>();
  #rulings = new Map<string, RulingForms>();

  constructor(builtIn: BuiltInForms, files: FileSource) {
    this.#builtIn = builtIn;
    this.#files = files;
    this.#none = { sets: createFormSets(builtIn.sets), files: [] };
  }

  /** The sets without any of a user's. */
  get none(): RulingForms {
    return this.#none;
  }

  /**
   * Looks beside the document and in `forms/` there, then in the folders above it up to a root. The same files give the same object.
   * Of two sets of one name the nearer one counts; of two at one place the first by file name.
   */
  async of(uri: string, roots: readonly string[]): Promise<RulingForms> {
    const levels: FormFile[][] = [];
    for (const folder of foldersAbove(uri, roots)) {
      const inside = await Promise.all([folder, `${folder}/${FORM_FOLDER}`].map((one) => this.#folder(one)));
      const files = await Promise.all(inside.flat().map((one) => this.#file(one)));
      const here = files.filter((file) => file !== undefined);
      if (here.length > 0) levels.push(here);
    }
    const key = levels.map((level) => level.map((file) => file.uri).join('\n')).join('\n\n');
    if (key === '') return this.#none;
    let ruling = this.#rulings.get(key);
    if (!ruling) {
      ruling = rulingOf(levels, this.#builtIn);
      this.#rulings.set(key, ruling);
    }
    return ruling;
  }

  /** Forgets what was read: a form set changed, came or went. */
  clear(): void {
    this.#folders = new Map();
    this.#texts = new Map();
    this.#rulings = new Map();
  }

  #folder(uri: string): Promise<readonly string[]> {
    return remembered(this.#folders, uri, async () => (await this.#files.list(uri)).filter((one) => one.endsWith(FORM_FILE)).sort());
  }

  #file(uri: string): Promise<FormFile | undefined> {
    return remembered(this.#texts, uri, async () => {
      const bytes = await this.#files.read(uri);
      return bytes && readFormFile(uri, new TextDecoder().decode(bytes));
    });
  }
}

function remembered<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  let found = known.get(key);
  if (!found) {
    found = make();
    known.set(key, found);
  }
  return found;
}

const textAt = (json: unknown, key: string): string => {
  const value = (json as Record<string, unknown> | null | undefined)?.[key];
  return typeof value === 'string' ? value : '';
};

function rulingOf(levels: readonly (readonly FormFile[])[], builtIn: BuiltInForms): RulingForms {
  const taken = new Set(builtIn.sets.flatMap((set) => [set.name, ...set.aliases]).map(foldName));
  const byName = new Map<string, FormFile>();
  const doubled = new Map<FormFile, string>();
  for (const level of levels) {
    const here = new Map<string, FormFile>();
    for (const file of level) {
      const name = textAt(file.json, 'name');
      if (here.has(name)) doubled.set(file, t('The form set "{0}" stands in {1} already.', name, fileName(here.get(name)!.uri)));
      else if (taken.has(foldName(name))) doubled.set(file, t('The form set "{0}" is built in; choose another name.', name));
      else here.set(name, file);
    }
    for (const [name, file] of here) if (!byName.has(name)) byName.set(name, file);
  }
  const findBase = (name: string): unknown => byName.get(name)?.json ?? builtIn.json.get(name);
  const own = levels.flat().map((file) => load(file, doubled.get(file), findBase));
  const inForce = own.filter(({ file, name }) => byName.get(name) === file);
  const sound = inForce.flatMap(({ set }) => set ?? []);
  const sets = createFormSets([...builtIn.sets, ...sound], instead(inForce, sound, builtIn));
  return { sets, files: own.map(({ file, problems }) => ({ uri: file.uri, problems })) };
}

const fileName = (uri: string): string => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));

function load(file: FormFile, doubled: string | undefined, findBase: (name: string) => unknown): OwnForm {
  const name = textAt(file.json, 'name');
  if (file.broken) return { file, name, problems: [file.broken] };
  if (doubled !== undefined) return { file, name, problems: [file.placeOf({ pointer: '/name', message: doubled })] };
  const { set, problems } = loadFormSet(file.json, { findBase });
  const placed = distinct(problems).map((problem) => file.placeOf(problem));
  return placed.length > 0 ? { file, name, problems: placed } : { file, name, set, problems: [] };
}

const distinct = (problems: readonly FormProblem[]): FormProblem[] => [
  ...new Map(problems.map((problem) => [`${problem.pointer} ${problem.message}`, problem])).values(),
];

/** By which set documents are read whose own has mistakes: the nearest sound one that it extends. */
function instead(own: readonly OwnForm[], sound: readonly FormSet[], builtIn: BuiltInForms): Map<string, () => FormSet> {
  const jsonOf = new Map(own.map(({ name, file }) => [name, file.json]));
  const soundOf = (name: string): (() => FormSet) | undefined => {
    const set = sound.find((one) => one.name === name);
    const builtInSet = builtIn.sets.find((one) => one.name === name);
    return set ? () => set : builtInSet && (() => builtInSet.expand());
  };
  const found = new Map<string, () => FormSet>();
  for (const { name, set, file } of own) {
    if (set || name === '') continue;
    let base = textAt(file.json, 'extends');
    for (let i = 0; i < LONGEST_ROW && !soundOf(base); i++) base = textAt(jsonOf.get(base), 'extends');
    found.set(name, soundOf(base) ?? (() => builtIn.sets[0].expand()));
  }
  return found;
}
