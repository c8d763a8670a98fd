/** The one style sheet: plain CSS, light and dark, narrow, wide and on paper. Served under a name that its content gives it. */
import { createHash } from 'node:crypto';

const COLOURS = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--line:#d8dee4;--page:#f6f8fa;--card:#fff;--ok:#116329;--warn:#7d4e00;--bad:#b3121f;--badfill:#cf222e;--okfill:#4ac26b;--warnfill:#bf8700;--none:#57606a;--accent:#0550ae;--okbg:#dafbe1;--warnbg:#fff3c4;--badbg:#ffebe9;--nonebg:#eaeef2}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--line:#30363d;--page:#0d1117;--card:#151b23;--ok:#3fb950;--warn:#d29922;--bad:#ff7b72;--badfill:#b62324;--okfill:#238636;--warnfill:#9e6a03;--none:#9ea7b0;--accent:#79b8ff;--okbg:#12261a;--warnbg:#2b2310;--badbg:#301517;--nonebg:#21262d}}
`;

const TEXT = `
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,"Noto Sans","Noto Sans CJK KR",sans-serif;overflow-wrap:break-word}
:lang(ko){word-break:keep-all}
header,main,footer{max-width:1180px;margin:auto;padding:0 20px}
header{display:flex;gap:8px 24px;align-items:baseline;flex-wrap:wrap;padding-top:18px}
header b{font-size:17px;letter-spacing:-.01em}header nav{display:flex;gap:6px 18px;flex-wrap:wrap}header .when{margin-left:auto}
.when,.crumb,.note,h2 small,.age,summary,footer,.legend{color:var(--soft);font-size:13px;font-weight:400}
a{color:var(--accent);text-decoration:none}a:hover,p a,li a,h3 a,footer a{text-decoration:underline}nav a[aria-current]{color:var(--ink);font-weight:600}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:6px 12px;z-index:2}
h1{font-size:22px;margin:18px 0 0;letter-spacing:-.01em}h1.only{margin-bottom:14px}.crumb+h1{margin-top:2px}.crumb{margin:18px 0 0}.facts{color:var(--soft);margin:2px 0 18px}
h2{font-size:15px;margin:26px 0 10px}h2 small{margin-left:8px}h3{margin:0;font-size:15px}
code,pre{font:12.5px/1.45 ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
pre,.copy{background:var(--page);border:1px solid var(--line);border-radius:6px;padding:8px 10px;margin:8px 0 0;white-space:pre-wrap}.copy{display:block;margin:4px 0;padding:4px 10px}
bdi{unicode-bidi:isolate}footer{padding:26px 20px 40px}
`;

const PARTS = `
.sum{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:18px 0 22px}
.sum>*,.list,.scroll,.loop,ul.time,.card{background:var(--card);border:1px solid var(--line);border-radius:10px}
.sum>*{padding:12px 16px;color:inherit}.sum strong{display:block;font-size:26px;line-height:1.15;font-variant-numeric:tabular-nums}.sum span{color:var(--soft);font-size:13px}
.sum .bad strong{color:var(--bad)}.sum .warn strong{color:var(--warn)}.sum .ok strong{color:var(--ok)}
.card{border-left:4px solid var(--none);padding:14px 18px;margin-bottom:10px}.card.critical{border-left-color:var(--badfill)}.card.major{border-left-color:var(--warn)}
.card h3{display:flex;gap:2px 10px;flex-wrap:wrap;align-items:baseline}.card h3 .age{margin-left:auto}.card p{margin:4px 0 0}.card ol,.card ul{margin:8px 0 0;padding-left:22px}.card li{margin:3px 0}
.do{display:flex;gap:8px 14px;flex-wrap:wrap;align-items:flex-start;margin-top:10px}.do>details{margin:0}.do>details[open]{flex:1 0 100%}details{margin-top:6px}summary{cursor:pointer}
.tag{font-size:12px;font-weight:500;padding:1px 8px;border-radius:99px;background:var(--nonebg);color:var(--none);white-space:nowrap}.tag.bad{background:var(--badbg);color:var(--bad)}.tag.warn{background:var(--warnbg);color:var(--warn)}.tag.ok{background:var(--okbg);color:var(--ok)}
button,input,select,textarea{font:inherit;font-size:14px;border:1px solid var(--line);background:var(--page);color:inherit;border-radius:6px;padding:4px 12px;max-width:100%}button{cursor:pointer}input[type=search],input[type=text],input[type=password]{min-width:0;flex:1 1 220px}textarea{width:100%;min-height:150px;font:12.5px/1.45 ui-monospace,monospace}
form{margin:0}form.row{display:flex;gap:8px;flex-wrap:wrap;align-items:center;margin:8px 0}form label{font-size:13px;color:var(--soft)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px}th,td{padding:7px 10px;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}tbody tr:last-child>*{border-bottom:0}
thead th{font-size:12px;font-weight:500;color:var(--soft);vertical-align:bottom}tbody th{font-weight:500;position:sticky;left:0;background:var(--card)}tbody th small{display:block;color:var(--soft);font-weight:400;max-width:260px;overflow:hidden;text-overflow:ellipsis}td.w{white-space:normal;min-width:200px;overflow-wrap:anywhere}th.s{text-align:center}
td.s{text-align:center;padding:7px 6px}.m{display:inline-grid;place-items:center;width:24px;height:24px;border-radius:6px;font-weight:600;font-size:13px;flex:none}.m.ok{color:var(--ok);background:var(--okbg)}.m.warn{color:var(--warn);background:var(--warnbg);border-radius:12px}.m.bad{color:#fff;background:var(--badfill)}.m.none{color:var(--none);border:1px dashed var(--none)}.m.not,.m.na{color:var(--soft)}
.legend{display:flex;gap:6px 16px;flex-wrap:wrap;margin:10px 2px}.legend>span{display:inline-flex;align-items:center;gap:5px}.legend .m{width:18px;height:18px;font-size:11px}
.two{display:grid;grid-template-columns:1fr 1fr;gap:0 14px}.two>*{min-width:0}
.list{padding:4px 18px}.list>*{padding:9px 0;border-bottom:1px solid var(--line)}.list>*:last-child{border:0}.list p{margin:2px 0 0;color:var(--soft);font-size:13px}.list ol{margin:2px 0 0;padding-left:20px;font-size:13px;color:var(--soft)}
.loop{padding:14px 18px;overflow-x:auto}.loop svg{width:100%;height:auto;max-width:900px;min-width:600px;display:block}.loop text{font:14px ui-monospace,"DejaVu Sans Mono",monospace;fill:var(--ink)}.loop .lab{font:12px system-ui,"Noto Sans CJK KR",sans-serif;fill:var(--soft)}.loop rect{fill:var(--page);stroke:var(--line)}.loop .open{stroke-dasharray:5 4}.loop path{fill:none;stroke-width:2}.loop .ok{stroke:var(--ok)}.loop .bad{stroke:var(--bad);stroke-dasharray:6 4}.loop .none{stroke:var(--none);stroke-dasharray:2 5}.loop text.mark{font:700 16px system-ui,sans-serif}.loop text.mark.ok{fill:var(--ok);stroke:none}.loop text.mark.bad{fill:var(--bad);stroke:none}.loop text.mark.none{fill:var(--none);stroke:none}.loop p{margin:8px 0 0;color:var(--soft);font-size:13px}
ul.time{list-style:none;margin:0;padding:6px 18px}ul.time li{display:grid;grid-template-columns:minmax(90px,max-content) 110px 1fr;gap:4px 12px;align-items:start;padding:8px 0;border-bottom:1px solid var(--line)}ul.time li:last-child{border:0}ul.time time{color:var(--soft);font-size:13px}ul.time .tag{justify-self:start}
ol.tree{list-style:none;margin:0!important;padding:0!important;font:13px/1.9 ui-monospace,"DejaVu Sans Mono",monospace;color:var(--ink)!important}ol.tree ol.tree{padding-left:20px!important;border-left:1px solid var(--line);margin-left:6px!important}.tree li{overflow-wrap:anywhere}.tree li.cost,.tree .cost{color:var(--soft)}.tree li.hit>code{color:var(--ok);font-weight:600}.tree li.hit{color:var(--ok)}.tree li.wrong>code{color:var(--bad);font-weight:600}.tree small{display:block;color:var(--soft)}
svg.strip{display:block;width:100%;height:20px}.strip .pass{fill:var(--okfill)}.strip .warn{fill:var(--warnfill)}.strip .fail{fill:var(--badfill)}.strip .unknown{fill:var(--none)}.strip .gap{fill:var(--line)}svg.key{display:inline-block;width:14px;height:14px}.days{display:grid;grid-template-columns:150px 1fr;gap:12px;align-items:center}td.strips{min-width:120px}input.short{flex:0 1 130px}.pages{display:flex;gap:16px;flex-wrap:wrap}form.inline{display:inline}header form.inline{margin-left:8px}
.notice{border-radius:10px;padding:10px 16px;margin:14px 0;background:var(--nonebg)}.notice.bad{background:var(--badbg)}.notice.ok{background:var(--okbg)}
`;

const PLACES = `
@media (max-width:760px){header,main,footer{padding-left:14px;padding-right:14px}.two{grid-template-columns:minmax(0,1fr)}header .when{margin-left:0;width:100%}ul.time li{grid-template-columns:1fr}.sum{grid-template-columns:1fr 1fr;gap:8px}.sum>*{padding:10px 12px}.card h3 .age{margin-left:0;width:100%}.days{grid-template-columns:1fr;gap:4px}.card,.list{padding-left:14px;padding-right:14px}tbody th small{max-width:150px}}
@media print{:root{--page:#fff;--nonebg:#eee}body{font-size:12px}nav,form,.do form,.skip,.skip+header nav{display:none}.card,.list>*,tr,ul.time li{break-inside:avoid}.scroll{overflow:visible}details>*{display:block}a{color:inherit}}
`;

export const STYLE = `${COLOURS}${TEXT}${PARTS}${PLACES}`;

/** Where it is: another content is another path, so it may be kept for ever. */
export const STYLE_PATH = `/style-${createHash('sha256').update(STYLE).digest('hex').slice(0, 16)}.css`;
