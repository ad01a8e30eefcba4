/**
 * The look of a rendered disclosure, for the editor's preview, for a browser and on paper.
 *
 * Colours come from the editor's theme where there is one (`--vscode-…`) and fall back to black on white; on paper they are always black on white.
 * Text is set as Chinese official documents are: 宋体 for text, 黑体 for titles, two characters of indentation, figures of one width.
 */
export const style = `
:root {
  --disclosure-text: var(--vscode-editor-foreground, #1f1f1f);
  --disclosure-paper: var(--vscode-editor-background, #ffffff);
  --disclosure-line: var(--vscode-editorWidget-border, var(--vscode-panel-border, #767676));
  --disclosure-faint: var(--vscode-descriptionForeground, #5f5f5f);
  --disclosure-heading: var(--vscode-editorWidget-background, #f3f3f3);
  --disclosure-mark: var(--vscode-editorInfo-foreground, #1a5fb4);
  --disclosure-guess: var(--vscode-editorWarning-foreground, #9a5b00);
  --disclosure-hover: var(--vscode-list-hoverBackground, #eef4fb);
  --disclosure-found: var(--vscode-editor-findMatchHighlightBackground, #ffe8a3);
  --disclosure-serif: "Songti SC", "STSong", "SimSun", "NSimSun", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "AR PL UMing CN", serif;
  --disclosure-sans: "Heiti SC", "PingFang SC", "SimHei", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei", sans-serif;
}
body.disclosure-body {
  margin: 0;
  background: var(--disclosure-paper);
}
.disclosure {
  box-sizing: border-box;
  max-width: 62rem;
  margin: 0 auto;
  padding: 1.5rem 1.25rem 4rem;
  color: var(--disclosure-text);
  background: var(--disclosure-paper);
  font-family: var(--disclosure-serif);
  font-size: 1rem;
  line-height: 1.75;
  line-break: strict;
  overflow-wrap: anywhere;
}
.disclosure h1, .disclosure h2, .disclosure h3, .disclosure h4, .disclosure h5, .disclosure h6 {
  font-family: var(--disclosure-sans);
  font-weight: 600;
  line-height: 1.4;
  break-after: avoid;
}
.disclosure h1 { margin: 1rem 0 2rem; font-size: 1.6rem; text-align: center; text-wrap: balance; }
.disclosure h2 { margin: 3rem 0 1.25rem; font-size: 1.35rem; text-align: center; text-wrap: balance; }
.disclosure h3 { margin: 1.5rem 0 0.5rem; font-size: 1.1rem; text-indent: 2em; }
.disclosure h4, .disclosure h5, .disclosure h6 { margin: 1rem 0 0.25rem; font-size: 1rem; text-indent: 2em; }
.disclosure .chapter-number { margin-right: 1em; }
.disclosure p {
  margin: 0;
  text-align: justify;
  text-indent: 2em;
  white-space: pre-line;
  hanging-punctuation: allow-end;
}
.disclosure nav ol { margin: 0; padding: 0; list-style: none; }
.disclosure nav a { color: inherit; text-decoration: none; }
.disclosure nav a:hover, .disclosure nav a:focus-visible { text-decoration: underline; }
.disclosure figure { margin: 1.25rem 0; text-align: center; }
.disclosure figure img { max-width: 100%; }
.disclosure figure .missing { padding: 2rem 1rem; border: 1px dashed var(--disclosure-line); color: var(--disclosure-faint); }
.disclosure figcaption { font-family: var(--disclosure-sans); font-size: 0.9rem; }
.disclosure .table { margin: 2rem 0; }
.disclosure .scroll { overflow-x: auto; }
.disclosure .table-title {
  margin: 0 0 0.5rem;
  font-family: var(--disclosure-sans);
  font-size: 1.15rem;
  font-weight: 600;
  text-align: center;
  text-indent: 0;
  text-wrap: balance;
}
.disclosure .captions { display: grid; grid-template-columns: 1fr auto 1fr; gap: 0 1rem; font-size: 0.85rem; line-height: 1.6; }
.disclosure .captions span:nth-child(3n + 2) { text-align: center; }
.disclosure .captions span:nth-child(3n) { text-align: right; }
.disclosure table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 0.875rem; line-height: 1.45; }
.disclosure th, .disclosure td {
  padding: 0.15rem 0.4rem;
  border: 1px solid var(--disclosure-line);
  font-weight: 400;
  white-space: pre-line;
  vertical-align: middle;
}
.disclosure .fit-20 { min-width: 20em; }
.disclosure .fit-30 { min-width: 30em; }
.disclosure .fit-40 { min-width: 40em; }
.disclosure .fit-50 { min-width: 50em; }
.disclosure .fit-60 { min-width: 60em; }
.disclosure tbody td, .disclosure tbody th { height: 1.45em; }
.disclosure thead th { background: var(--disclosure-heading); text-align: center; text-wrap: balance; }
.disclosure .left { text-align: left; }
.disclosure .center { text-align: center; text-wrap: balance; }
.disclosure .right { text-align: right; }
.disclosure .figure { font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; overflow-wrap: normal; }
.disclosure .indent-1 { padding-left: 1.4em; }
.disclosure .indent-2 { padding-left: 2.4em; }
.disclosure .indent-3 { padding-left: 3.4em; }
.disclosure .indent-4 { padding-left: 4.4em; }
.disclosure .notes { margin-top: 0.4rem; color: var(--disclosure-faint); font-size: 0.85rem; line-height: 1.6; }
.disclosure .notes p { padding-left: 2em; text-indent: -2em; }
.disclosure .notes p + p { text-indent: 0; }
.disclosure p.generated { box-shadow: -0.6em 0 0 -0.5em var(--disclosure-mark); }
.disclosure .derived { text-decoration: underline dotted 1px var(--disclosure-mark); text-underline-offset: 0.25em; }
.disclosure .uncertain { text-decoration-color: var(--disclosure-guess); text-decoration-style: wavy; }
.disclosure td[data-section], .disclosure th[data-section] { cursor: pointer; }
.disclosure td[data-section]:hover, .disclosure tbody th[data-section]:hover { background: var(--disclosure-hover); }
.disclosure .found { background: var(--disclosure-found); }
.disclosure p .derived[data-section] { cursor: pointer; border-radius: 2px; }
.disclosure p .derived[data-section]:hover { background: var(--disclosure-hover); text-decoration-style: solid; }
body.vscode-high-contrast .disclosure td[data-section]:hover { outline: 1px solid var(--vscode-contrastActiveBorder, currentColor); }
@media (prefers-color-scheme: dark) {
  body.disclosure-body:not([data-vscode-theme-kind]) {
    --disclosure-text: var(--vscode-editor-foreground, #dddddd);
    --disclosure-paper: var(--vscode-editor-background, #1e1e1e);
    --disclosure-line: var(--vscode-editorWidget-border, #6a6a6a);
    --disclosure-faint: var(--vscode-descriptionForeground, #a8a8a8);
    --disclosure-heading: var(--vscode-editorWidget-background, #2a2a2a);
    --disclosure-mark: var(--vscode-editorInfo-foreground, #7ab7ff);
    --disclosure-guess: var(--vscode-editorWarning-foreground, #e0a84a);
    --disclosure-hover: var(--vscode-list-hoverBackground, #2d3440);
    --disclosure-found: var(--vscode-editor-findMatchHighlightBackground, #5a4a12);
  }
}
@page { size: A4 portrait; margin: 20mm 18mm; }
@page wide { size: A4 landscape; margin: 15mm; }
@media print {
  body.disclosure-body, body.disclosure-body:not([data-vscode-theme-kind]) {
    --disclosure-text: #000000;
    --disclosure-paper: #ffffff;
    --disclosure-line: #000000;
    --disclosure-faint: #000000;
    --disclosure-heading: #ffffff;
  }
  .disclosure { max-width: none; padding: 0; font-size: 12pt; }
  .disclosure h2 { break-before: page; }
  .disclosure .official { break-before: page; }
  .disclosure h2 + .official { break-before: auto; }
  .disclosure .wide { page: wide; }
  .disclosure .scroll { overflow: visible; }
  .disclosure table { font-size: 9pt; }
  .disclosure table[class] { min-width: 0; }
  .disclosure thead { display: table-header-group; }
  .disclosure tr, .disclosure figure { break-inside: avoid; }
  .disclosure .derived { text-decoration: none; }
  .disclosure p.generated { box-shadow: none; }
}
`.trimStart();
