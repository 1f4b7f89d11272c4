/** Styles of plots and their tables, in addition to those of every page. */
export const REPORT_STYLE = `
.key { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1.2rem 1.5rem; margin: 1.5rem 0; }
.key div { display: flex; flex-direction: column-reverse; justify-content: flex-end; border-top: 2px solid var(--line); padding-top: 0.5rem; }
.key dt { color: var(--quiet); font-size: 0.9rem; line-height: 1.35; }
.key dd { margin: 0; font-size: 1.6rem; line-height: 1.25; font-variant-numeric: tabular-nums; white-space: nowrap; }
section code { white-space: nowrap; }
.sections ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; padding: 0; list-style: none; }
section { margin-top: 3rem; }
.plot { margin: 1.2rem 0; }
.plot svg { width: 100%; height: auto; overflow: visible; font: 12px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.plot .wide { display: block; }
.plot .narrow { display: none; }
.plot svg text { font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); font-size: 0.9rem; padding-bottom: 0.3rem; }
.numbers { font-size: 0.9rem; line-height: 1.4; }
.numbers th, .numbers td { padding-top: 0.2em; padding-bottom: 0.2em; overflow-wrap: normal; }
.numbers tbody th { min-width: 6em; overflow-wrap: anywhere; }
.numbers td { white-space: nowrap; }
.numbers th { font-weight: 400; }
.numbers thead th { color: var(--quiet); vertical-align: bottom; }
.numbers td, .numbers thead th:not(:first-child) { text-align: right; }
.numbers th:last-child, .numbers td:last-child { padding-right: 0; }
summary { cursor: pointer; color: var(--link); width: fit-content; }
details[open] summary { margin-bottom: 0.6rem; }
.weak { padding: 0; list-style: none; }
.weak > li { margin-bottom: 0.8rem; break-inside: avoid; }
@media (max-width: 42rem) {
  .plot .wide { display: none; }
  .plot .narrow { display: block; max-width: 26rem; }
  .key { grid-template-columns: repeat(2, 1fr); gap: 1rem; }
  .key dd { font-size: 1.35rem; }
  .numbers { font-size: 0.8rem; }
  .numbers th, .numbers td { padding-right: 0.3em; padding-left: 0.3em; font-size: inherit; }
  .numbers th:first-child { padding-left: 0; }
}
@media (max-width: 22rem) {
  .numbers { font-size: 0.75rem; }
  .numbers th, .numbers td { padding-right: 0.2em; padding-left: 0.2em; }
  .numbers tbody th { min-width: 4.5em; }
}
@media print {
  .plot .wide { display: block; max-width: 150mm; }
  .plot .narrow { display: none; }
  .plot { margin: 0.6rem 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .together, .key { break-inside: avoid; }
  details:not([open]), .sections { display: none; }
  section { margin-top: 1.6rem; break-inside: avoid; }
  .numbers { font-size: 8.5pt; line-height: 1.25; }
}
`;
