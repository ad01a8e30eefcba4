/**
 * Token types. Every character of a section belongs to exactly one token, and no token is empty: empty cells follow from separators.
 * What a line is and where its cells are cut is decided by the scans (scan/*.ts), which name the type of each piece; so the types have no patterns.
 */
import { createToken, EOF, type IToken, type TokenType } from 'chevrotain';

const all: TokenType[] = [];

function token(name: string, options: { label?: string; categories?: TokenType[] } = {}): TokenType {
  const type = createToken({ name, ...options });
  all.push(type);
  return type;
}

export const LineEnd = token('LineEnd', { label: 'line end' });
export const Comment = token('Comment');
/** A line that the scan has read as a whole, ready for the tree. */
export const WholeLine = token('WholeLine');

/** Whether nothing more of the line follows. */
export const endsLine = ({ tokenType }: IToken): boolean => tokenType === LineEnd || tokenType === EOF;

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
export const CellToken = token('CellToken', { label: 'cell' });
export const AmountCell = token('AmountCell', { label: 'amount', categories: [CellToken] });
export const TextCell = token('TextCell', { label: 'text', categories: [CellToken] });
export const DashCell = token('DashCell', { label: 'dash', categories: [CellToken] });
export const QuotedCell = token('QuotedCell', { label: 'quoted text', categories: [CellToken] });
export const DamagedCell = token('DamagedCell', { label: 'unreadable amount', categories: [CellToken] });

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

/** What the rules of the grammar speak of. */
export const allTokens: readonly TokenType[] = all.filter((type) => type !== Comment && type !== WholeLine);
