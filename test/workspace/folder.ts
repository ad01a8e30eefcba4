/** Folders of disclosures in memory, and what is said of one of them with its links. */
import type { Analysis } from '../../server/src/service/analysis.ts';
import type { LanguageService } from '../../server/src/service/service.ts';
import type { Document } from '../../server/src/workspace/document.ts';
import type { FileSource } from '../../server/src/workspace/files.ts';
import { LinkFinder } from '../../server/src/workspace/links.ts';
import { service } from '../service/kit.ts';

const ROOT = 'file:///w';

export const uriOf = (path: string): string => `${ROOT}/${path.split('/').map(encodeURIComponent).join('/')}`;

/** A workspace that can be changed; it counts what is read. */
export class Folder {
  readonly files: Map<string, string>;
  readonly read: string[] = [];
  readonly listed: string[] = [];
  readonly finder: LinkFinder;
  readonly #open = new Map<string, Document>();
  readonly #roots: readonly string[];

  /** Texts by path in the workspace. */
  constructor(files: Readonly<Record<string, string>>, roots: readonly string[] = [ROOT]) {
    this.files = new Map(Object.entries(files).map(([path, text]) => [uriOf(path), text]));
    this.#roots = roots;
    this.finder = new LinkFinder({
      files: this.#source(),
      edited: () => [...this.#open.values()].map((document) => ({ document, reader: service })),
      readerFor: async (): Promise<LanguageService> => service,
      kindOf: (name) => (name.includes('预算') ? '预算' : '决算'),
    });
  }

  /** Opens a file in an editor, with its text or another, as a new version. */
  edit(path: string, text = this.files.get(uriOf(path))!): Document {
    const uri = uriOf(path);
    const known = this.#open.get(uri);
    const document = known ? known.apply([{ text }], known.version + 1) : service.createDocument(uri, 1, text);
    this.#open.set(uri, document);
    return document;
  }

  close(path: string): void {
    this.#open.delete(uriOf(path));
    this.finder.close(uriOf(path));
  }

  /** Opens a file and reads it with what it draws on. */
  async analyse(path: string): Promise<Analysis> {
    const document = this.#open.get(uriOf(path)) ?? this.edit(path);
    const session = service.createSession();
    return session.analyse(document, await this.finder.find(document, session.head(document), this.#roots));
  }

  #source(): FileSource {
    return {
      read: async (uri, atMost) => {
        this.read.push(uri);
        const bytes = this.files.has(uri) ? new TextEncoder().encode(this.files.get(uri)) : undefined;
        return atMost === undefined ? bytes : bytes?.subarray(0, atMost);
      },
      list: async (folder) => {
        this.listed.push(folder);
        return [...this.files.keys()].filter((uri) => uri.slice(0, uri.lastIndexOf('/')) === folder);
      },
      folders: async (folder) => {
        const below = [...this.files.keys()].filter((uri) => uri.startsWith(`${folder}/`)).map((uri) => uri.slice(folder.length + 1));
        return [...new Set(below.flatMap((rest) => (rest.includes('/') ? [`${folder}/${rest.slice(0, rest.indexOf('/'))}`] : [])))];
      },
    };
  }
}

export interface HeadOf {
  readonly unit?: string;
  readonly year?: number;
  readonly kind?: string;
  readonly form?: string;
}

/** A head, further lines of it, and sections. */
export function fileOf({ unit = '某中心', year = 2023, kind = '决算', form }: HeadOf = {}, head = '', sections = ''): string {
  const forms: Record<string, string> = { 决算: '江西省单位决算', 预算: '湖北省部门预算' };
  return `单位：${unit}\n年度：${year}\n文种：${kind}\n版式：${form ?? forms[kind]}\n${head === '' ? '' : `${head}\n`}\n${sections}`;
}
