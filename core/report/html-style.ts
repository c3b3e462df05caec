import { cssString } from './html-escape.ts';

/** Words that appear in the margins of printed pages. */
export interface PageMargins {
  readonly title: string;
  readonly code: string;
  readonly date: string;
}

const sans = `"Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei UI",sans-serif`;
const serif = `"Noto Serif SC","Source Han Serif SC","Songti SC",SimSun,serif`;

const screen = `
:root{color-scheme:light;--ink:#1a2129;--soft:#4a5561;--faint:#5e6975;--line:#dce0e5;--rule:#1a2129;--ok:#0b7a4b;--bad:#b3261e;--bads:#fbe9e7;--acc:#28499b}
*{box-sizing:border-box}
html{font-size:16px;scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0;background:#e9ecef;color:var(--ink);font:400 .9375rem/1.7 ${sans};font-variant-numeric:tabular-nums}
.prose{font-family:${serif}}
.sheet{max-width:54rem;margin:0 auto;background:#fff;padding:3.5rem 4.5rem 4rem}
a{color:inherit;text-decoration-color:#87919d;text-decoration-thickness:.06em;text-underline-offset:.18em}
a:hover{color:var(--acc)}
a:focus-visible,.scroll:focus-visible{outline:2px solid #2f55b0;outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem 1rem}
.pool{position:absolute}
h1,h2,h3,h4{line-height:1.35;font-weight:700;margin:0;text-wrap:balance}
h2{font-size:1.625rem;margin:4rem 0 1.1rem;padding-top:1rem;border-top:2px solid var(--rule)}
h3{font-size:1.1875rem;margin:2.4rem 0 .7rem}
h4{font-size:.9375rem;margin:1.2rem 0 .2rem}
h2 .no,h3 .no{display:inline-block;min-width:2.1em;font-weight:600}
p{margin:0 0 .8em;overflow-wrap:break-word}
p.prose{text-align:justify}
:lang(zh) p.body{text-indent:2em}
p.lead{background:#f1f4ef;padding:.75rem 1rem;text-indent:0;font-weight:500}
p.plain{margin-bottom:.3em}
ul.prose,ol.prose{margin:0 0 1em;padding-left:1.5em}
ul.prose.plain{list-style:none;padding-left:0}
ul.prose>li,ol.prose>li{margin-bottom:.45em;text-align:justify}
code{font-family:${sans};font-size:.86em;letter-spacing:.02em;overflow-wrap:anywhere}
sup{font-size:.68em;line-height:0;font-family:${sans}}
sup a{text-decoration:none;color:var(--acc)}
.sc{display:inline-flex;align-items:center;gap:.22em;font:600 .78em/1.5 ${sans};color:#fff;background:var(--c);border-radius:.25em;padding:0 .38em;margin-right:.4em;white-space:nowrap;vertical-align:.06em}
.sc svg{width:.72em;height:.72em;fill:#fff}
thead .sc{margin-right:0}
.scroll{overflow-x:auto;margin:1.2rem 0 1.6rem}
table{border-collapse:collapse;width:100%;font-size:.8125rem;line-height:1.5;border-bottom:2px solid var(--rule)}
caption,figcaption{font-size:.8125rem;line-height:1.5;text-align:center;padding-bottom:.45rem;font-weight:600;text-wrap:balance}
figcaption{padding:.5rem 0 0}
caption .no,figcaption .no{margin-right:.7em}
thead th{border-top:2px solid var(--rule);border-bottom:1px solid var(--rule);font-weight:600;text-align:left;vertical-align:bottom;padding:.4em .55em}
td,tbody th{padding:.32em .55em;vertical-align:top;text-align:left;font-weight:400;overflow-wrap:break-word}
tbody tr+tr>*{border-top:1px solid #edf0f2}
tbody tr.group>*{background:#f5f6f8;padding:.3em .55em;border-top:1px solid var(--line)}
tbody tr.total>*{border-top:1px solid var(--rule);font-weight:600}
.end{text-align:right!important}.middle{text-align:center!important}
.end.text{overflow-wrap:normal}
tbody th a{text-decoration:none;border-bottom:1px dotted #87919d}
.v{white-space:nowrap}.best{font-weight:700}
.mk{width:.85em;height:.85em;vertical-align:-.06em;margin-left:.25em}
.rg,.d{display:block;font-size:.92em;white-space:nowrap;color:var(--faint)}
.d.better{color:var(--ok)}
.d.worse{color:var(--bad)}.d.worse b{font-weight:500;background:var(--bads);border-radius:.25em;padding:0 .3em;margin-right:-.3em}
.st{color:#8f5600}
.st svg{width:.85em;height:.85em;vertical-align:-.08em;margin-right:.25em}
.under{margin:.4rem 0 0;font-size:.75rem;line-height:1.6;color:var(--faint);text-align:left}
.under p{margin:0}
figure{margin:1.6rem 0 2rem}
figure svg.map,figure svg.chart{display:block;width:100%;height:auto;overflow:hidden}
figure .map+.map{margin-top:3mm}
.maps.pairs{display:grid;grid-template-columns:1fr 1fr;gap:3mm}.maps.pairs .map+.map{margin:0}
svg text{font-family:${sans};font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
.legend,.key{list-style:none;margin:.55rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;font-size:.75rem;line-height:1.6;color:var(--soft)}
.legend li,.key li{display:inline-flex;align-items:center;gap:.4em}
.swatch{width:1.75em;height:1.1em;flex:none}
.key{margin:0 0 .3rem}.key svg{width:.85em;height:.85em}
.strip{display:block;width:100%;min-width:8rem;height:1.875rem;margin:-.2rem 0}
.formulas{margin:0 0 1rem;padding:0}
.formulas>li{list-style:none;border-top:1px solid var(--line);padding:.55rem 0 .65rem;display:grid;grid-template-columns:3.4em 1fr;font-size:.8125rem;line-height:1.6}
.formulas .no{color:var(--faint)}
.formulas b{font-weight:600}
.formulas .fx{display:block;margin:.15rem 0 .2rem;padding:.25rem .6rem;background:#f5f6f8;overflow-wrap:anywhere}
.formulas dl{margin:0;display:flex;flex-wrap:wrap;gap:0 1.2em;color:var(--soft)}
.formulas dl div{display:flex;gap:.4em}.formulas dt{color:var(--faint)}.formulas dd{margin:0;overflow-wrap:anywhere}
.notes{margin-top:2.4rem;border-top:1px solid #87919d;padding-top:.6rem;font-size:.75rem;line-height:1.65;color:var(--soft)}
.notes h3{font-size:.75rem;margin:0 0 .2rem}
.notes ol{margin:0;padding:0;list-style:none}
.notes li{display:grid;grid-template-columns:2.2em 1fr;overflow-wrap:anywhere}
.cover{display:flex;flex-direction:column;min-height:60rem}
.brand{font-size:.8125rem;font-weight:600;letter-spacing:.02em;color:var(--soft)}
.cover h1{font-size:2.375rem;line-height:1.3;margin:6rem 0 .6rem}
.cover .sub{font-size:1.125rem;color:var(--soft);margin-bottom:2.6rem}
.cover .view{display:block;width:100%;height:auto;border:1px solid #87919d}
.cover dl{margin:auto 0 0;padding-top:2.4rem;display:grid;grid-template-columns:7em 1fr;gap:.35rem 1rem;font-size:.875rem}
.cover dt{color:var(--faint)}.cover dd{margin:0}
.contents{margin-top:4rem}
.contents h2{margin-top:0}
.contents ol{list-style:none;margin:0;padding:0}
.contents>ol>li{margin:.55rem 0 0;font-weight:600}
.contents ol ol{columns:2;column-gap:2.5rem;padding-left:2.1em}
.contents ol ol li{font-weight:400;font-size:.875rem;break-inside:avoid}
.contents a{text-decoration:none}
.contents .no{display:inline-block;min-width:2.1em;color:var(--faint);font-weight:400}
.end-mark{margin-top:4rem;border-top:1px solid var(--line);padding-top:.8rem;font-size:.75rem;color:var(--faint);display:flex;flex-wrap:wrap;gap:.2rem 2rem}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media screen and (max-width:48rem){
.sheet{padding:1.5rem 1.1rem 2.5rem}
.cover{min-height:0}.cover h1{font-size:1.75rem;margin-top:2.5rem}.cover dl{grid-template-columns:1fr;gap:0}.cover dd{margin-bottom:.5rem}
h2{font-size:1.375rem;margin-top:2.8rem}
.contents ol ol{columns:1}
.scroll table.broad{min-width:44rem}
.wide svg.chart{min-width:36rem}
p.prose,ul.prose>li,ol.prose>li{text-align:left}
}`;

function print({ title, code, date }: PageMargins): string {
  const small = `font:400 7.5pt/1.3 ${sans};color:#5e6975`;
  return `
@page{size:A4;margin:22mm 20mm 20mm;
@top-left{content:${cssString(title)};${small};border-bottom:.5pt solid #87919d;padding-bottom:1.5mm;vertical-align:bottom;margin-bottom:3mm;width:100%}
@bottom-left{content:${cssString(code)};${small};width:33%}
@bottom-center{content:"— " counter(page) " —";${small};width:34%}
@bottom-right{content:${cssString(date)};${small};width:33%}}
@page cover{margin:22mm 20mm 20mm;@top-left{content:none}@bottom-left{content:none}@bottom-center{content:none}@bottom-right{content:none}}
@media print{
.strip{height:6.4mm}
html{font-size:10.3pt}
body{background:none;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.sheet{max-width:none;padding:0}
.skip{display:none}
.cover{page:cover;min-height:0;height:253mm;break-after:page}
.contents{margin:0;break-after:page}
h2{break-before:page;margin:0 0 5mm;padding-top:0;border-top:0;border-bottom:1.5pt solid var(--rule);padding-bottom:2mm}
.contents h2,section.flow>h2{break-before:auto}section.flow>h2{margin-top:12mm}
p:has(+.scroll.short),p:has(+ul),p:has(+ol){break-after:avoid}
h2,h3,h4,caption,thead,tr.group,p.plain{break-after:avoid}
tbody tr:first-child{break-before:avoid}
.lead,.formulas>li,tr,li{break-inside:avoid}
figure,.scroll.short{break-inside:avoid}
figure{margin:4mm 0 6mm}
.maps .map{width:170mm}.maps.pairs{grid-template-columns:82mm 82mm;justify-content:space-between}.maps.pairs .map{width:82mm}
thead{display:table-header-group}
.scroll,.wide{overflow:visible}
table{font-size:8pt}
table.broad{font-size:7.4pt}
table.broad td,table.broad th{padding-left:.35em;padding-right:.35em}
caption,figcaption{font-size:8.4pt}
.under,.legend,.key,.notes{font-size:7.4pt}
.formulas>li{font-size:8.2pt}
p{orphans:2;widows:2}
a{text-decoration:none}
.end-mark{break-inside:avoid}
}`;
}

/** The whole style sheet of a report, without its fonts. */
export function styleSheet(margins: PageMargins): string {
  return `${screen}${print(margins)}`.replace(/\n+/g, '\n').trim();
}
