/** The style of every page, on screens and paper, light and dark. Each pair of colors meets the WCAG AA contrast. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --ink: #1b1f24; --quiet: #57606a; --line: #c9d1d9; --wash: #f4f6f8; --link: #0757ad;
  --writing: #0f62ae; --over: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161b; --ink: #e6eaee; --quiet: #a3adb8; --line: #3b444e; --wash: #1b2129; --link: #84bdf5;
    --writing: #7db6ee; --over: #ff8a80;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 46rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: break-word;
}
h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 0.5em; break-after: avoid; }
h1 { font-size: 1.75rem; margin-top: 0; }
h2 { font-size: 1.4rem; }
h3 { font-size: 1.1rem; }
h4 { font-size: 1rem; }
p, ul, ol, pre, blockquote, table { margin: 0 0 0.8em; }
ul, ol { padding-left: 1.5em; }
li { margin: 0.2em 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre { font: 0.9em/1.45 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
pre { padding: 0.7em 0.9em; background: var(--wash); border: 1px solid var(--line); border-radius: 4px; }
pre, .as-written { white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
blockquote { padding: 0.1em 0 0.1em 1em; border-left: 3px solid var(--writing); }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.35em 0.6em 0.35em 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th:not([align]) { text-align: left; }
nav td { white-space: nowrap; }
td { font-variant-numeric: tabular-nums; }
hr { border: 0; border-top: 1px solid var(--line); }
footer { margin-top: 3rem; }
footer, .facts, .label, .judge { color: var(--quiet); font-size: 0.9rem; }
.label { margin-bottom: 0.3em; }
.note { padding: 0.5em 0.8em; background: var(--wash); border-left: 3px solid var(--over); }
article { border-top: 2px solid var(--line); margin-top: 2.5rem; }
.prompt { padding: 0.7em 1em 0; background: var(--wash); border-radius: 4px; overflow: hidden; }
.prompt + p { margin-top: 1em; }
.follow-up { margin-left: 1rem; }
.points { list-style: none; padding: 0; }
.points > li { margin: 0 0 0.8em; break-inside: avoid; }
.judges { display: flex; flex-wrap: wrap; gap: 0 1.5em; }
.judge { margin: 0.1em 0 0; }
.judge q { font-style: italic; color: var(--ink); }
@media (max-width: 30rem) {
  th, td { font-size: 0.9rem; overflow-wrap: anywhere; }
  .follow-up { margin-left: 0; }
}
@page { margin: 18mm; }
@media print {
  :root {
    color-scheme: light;
    --ground: #ffffff; --ink: #000000; --quiet: #444444; --line: #999999; --wash: #ffffff; --link: #000000;
    --writing: #0f62ae; --over: #b3261e;
  }
  body { max-width: none; padding: 0; font-size: 10.5pt; orphans: 3; widows: 3; }
  .prompt { padding: 0 0 0 1em; border-left: 3px solid var(--line); border-radius: 0; }
  th, td { overflow-wrap: anywhere; }
  .judges { display: block; }
  table, tr { break-inside: avoid; }
  .facts + blockquote, .facts + .label, .label + * { break-before: avoid; }
  nav a { text-decoration: none; }
}
`;
