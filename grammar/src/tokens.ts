/**
 * Token types. Every character of a section belongs to exactly one token, and no token is empty: empty cells follow from separators.
 * What a line is and where its cells are cut is decided at the line's start (scan/*.ts); the patterns here look that decision up.
 */
import { createToken, Lexer, type TokenType } from 'chevrotain';
import { pieceAt } from './scan/cursor.ts';

const token = (name: string, options: { group?: string; label?: string; categories?: TokenType[] } = {}): TokenType => {
  const type: TokenType = createToken({
    name,
    pattern: (text: string, offset: number) => pieceAt(text, offset, type),
    line_breaks: name === 'LineEnd',
    ...options,
  });
  return type;
};

export const LineEnd = token('LineEnd', { label: 'line end' });
export const Blank = token('Blank', { group: Lexer.SKIPPED });
export const Comment = token('Comment', { group: 'comments' });

// Header lines.
export const HeaderOpen = token('HeaderOpen', { label: "'【'" });
export const Title = token('Title', { label: 'title' });
export const HeaderColon = token('HeaderColon', { label: "'：'" });
export const Parameter = token('Parameter', { label: 'parameter' });
export const HeaderClose = token('HeaderClose', { label: "'】'" });
/** Text that has no reading where it stands. */
export const Stray = token('Stray', { label: 'unread text' });

// Sheet and head lines.
export const ColumnsKey = token('ColumnsKey', { label: "'列'" });
export const Key = token('Key', { label: 'key' });
export const KeySlash = token('KeySlash', { label: "'／'" });
export const Colon = token('Colon', { label: "'：'" });
export const Bar = token('Bar', { label: "'｜'" });
export const ContinuationText = token('ContinuationText', { label: 'text' });
export const Backslash = token('Backslash', { label: "'\\'" });
/** What may hold an empty cell: a tab, or the gap before the first title of 列. Blanks that part cells and hold none are skipped. */
export const Separator = token('Separator', { label: 'tab' });

// Cells. The parser asks only whether a token is one.
export const CellToken = createToken({ name: 'CellToken', pattern: Lexer.NA, label: 'cell' });
export const AmountCell = token('AmountCell', { label: 'amount', categories: [CellToken] });
export const DashCell = token('DashCell', { label: 'dash', categories: [CellToken] });
export const DamagedCell = token('DamagedCell', { label: 'unreadable amount', categories: [CellToken] });
export const QuotedCell = token('QuotedCell', { label: 'quoted text', categories: [CellToken] });
export const TextCell = token('TextCell', { label: 'text', categories: [CellToken] });

// Text lines.
export const InsertOpen = token('InsertOpen', { label: "'{'" });
export const InsertWord = token('InsertWord', { label: "'图' | '图片' | '文件' | '表'" });
export const InsertText = token('InsertText', { label: 'text' });
export const InsertClose = token('InsertClose', { label: "'}'" });
export const HeadingMark = token('HeadingMark', { label: "'#'" });
export const HeadingNumber = token('HeadingNumber', { label: 'number' });
export const HeadingText = token('HeadingText', { label: 'text' });
export const ParagraphNumber = token('ParagraphNumber', { label: 'number' });
export const Run = token('Run', { label: 'text' });

// Between braces.
export const BraceOpen = token('BraceOpen', { label: "'{'" });
export const BraceClose = token('BraceClose', { label: "'}'" });
export const ParenOpen = token('ParenOpen', { label: "'('" });
export const ParenClose = token('ParenClose', { label: "')'" });
export const Comma = token('Comma', { label: "','" });
export const Dot = token('Dot', { label: "'.'" });
export const Operator = token('Operator', { label: "'*' | '/'" });
export const Sign = token('Sign', { label: "'+' | '-'" });
export const NumberTerm = token('NumberTerm', { label: 'number' });
export const Name = token('Name', { label: 'name' });

/** What may stand between braces, in whatever order. */
export const betweenBraces = [Stray, NumberTerm, Name, ParenOpen, ParenClose, Comma, Dot, Operator, Sign];

const everywhere = [Comment, HeaderOpen, Title, HeaderColon, Parameter, HeaderClose, Stray];
const cells = [Blank, AmountCell, TextCell, LineEnd, Separator, DashCell, QuotedCell, DamagedCell];

/** A mode a ground. The lexer tries the types in order, so frequent ones come first. */
export const lexerDefinition = {
  defaultMode: 'text',
  modes: {
    head: [...cells, Key, Colon, ...everywhere],
    sheet: [...cells, Key, KeySlash, Colon, ColumnsKey, Bar, ContinuationText, Backslash, ...everywhere],
    text: [
      Run,
      LineEnd,
      Blank,
      ...everywhere,
      Backslash,
      InsertOpen,
      InsertWord,
      Colon,
      InsertText,
      InsertClose,
      HeadingMark,
      HeadingNumber,
      HeadingText,
      ParagraphNumber,
      BraceOpen,
      BraceClose,
      ...betweenBraces.filter((type) => type !== Stray),
    ],
  },
};

export const allTokens: TokenType[] = [...new Set([CellToken, ...Object.values(lexerDefinition.modes).flat()])];
