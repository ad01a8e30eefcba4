/** Text from a document, put where Markdown is read. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]<>()#+!|~$]/g, '\\$&').replace(/\r?\n/g, ' ');
