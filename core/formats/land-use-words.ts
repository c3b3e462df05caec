import type { LandUse } from '#core/model/land-use.ts';
import { simplifiedForm } from './simplified-form.ts';

/**
 * Words in descriptions of land uses, in the order in which they count: "vacant residential land" is vacant, "parking" is no
 * park. For tables of codes whose meaning is only described in words.
 */
const words: readonly (readonly [LandUse, RegExp])[] = [
  ['mixed', /\bmixed\b|\bmxd\b|商住|混合|综合体|준주거|복합/i],
  ['water', /under ?water/i],
  [
    'undeveloped',
    /vacan|vacnt|\bvac\b|undevel|\budv\b|developable|potential|\bdev\b.*l(?:and|nd)|unbuildable|空地|未利用|闲置|待建|留白/i,
  ],
  ['protective-green', /防护绿|隔离绿|protective/i],
  ['square', /广场|\bplaza\b|\bsquare\b/i],
  [
    'utility',
    /utilit|\butil\b|power|electric|water (?:supply|works|department)|sewer|tele(?:phone|-exch)|\btel\b|pipeline|fuel tank|公用|供应|环境设施|变电|污水|给水|排水|燃气|供热|电力|通信|垃圾|消防/i,
  ],
  [
    'transport',
    /parking|garage|terminal|transport|airport|\bbus\b|railr|(?:train|railway|subway|metro) station|\bmbta\b|交通|停车|场站|枢纽|轨道|铁路|机场|港口|码头/i,
  ],
  ['road', /\broads?\b|\bstreets?\b|right.of.way|highway|道路|公路/i],
  ['commercial', /amusement|car.?wash|\bmall\b|drive-in/i],
  [
    'green',
    /\bparks?\b|playground|open[ -]?sp|recreation|conservation|camp(?:ing|s)|公园|绿地|绿化|开敞空间|保护区|녹지|공원/i,
  ],
  [
    'education',
    /school|college|univer|educat|day ?care|child.?care|\bedu?\b|学校|教育|科研|幼儿|托儿|[小中大]学|学院/i,
  ],
  ['health', /hospital|clinic|medical|health|doctor|dental|infirm|医/i],
  ['welfare', /nursing|elder|assisted|charit|benevol|welfare|shelter|social|human serv|福利|养老|社区服务/i],
  [
    'culture',
    /church|relig|rector|parsonage|synagogue|mosque|temple|museum|librar|theat|movie|galler|cultur|文化|宗教|图书/i,
  ],
  ['sport', /gym|sport|stadium|golf|tenn?is|bowling|skating|swim|athletic|arena|field house|race track|体育|健身/i],
  ['heritage', /heritage|historic|monument|memorial|文物|古迹/i],
  [
    'office',
    /office|\bbank|business|corporat|high.?tech|research|\blab|\br ?& ?d\b|res-&-dev|scientific|办公|商务|写字楼|金融|研发/i,
  ],
  ['logistics', /warehou?se|storage|logistic|distribution|lumber|仓储|物流|仓库|储备/i],
  [
    'residential',
    /fam(?:ily)?\b|-fam|resid|\bres\b|apart|\bapt|condo|\bcndo|housing|dwelling|dorm|frat|rooming|boarding|mobile home|住宅|居住|宅基地|公寓|住房|住居|주거/i,
  ],
  [
    'commercial',
    /retail|store|shop|market|restaurant|eating|hotel|motel|\binns?\b|auto|vehicle|\bgas\b|hardware|commerc|\bcom\b|entertain|marina|商业|商服|零售|餐饮|旅馆|酒店|宾馆|商场|超市|娱乐|市场|상업/i,
  ],
  ['industrial', /industr|\bind\b|manuf|factory|plant(?!ing|ed)|mining|gravel|quarry|工业|工矿|采矿|厂|공업/i],
  [
    'administration',
    /government|govt|municipal|\bcity\b|county|counties|\bstate\b|federal|police|\bfire\b|\btown\b|post(?:al| office)|public (?:serv|safe|works)|authorit|行政|机关|政府|派出所|官厅|公共管理/i,
  ],
  ['agriculture', /farm|agri|forest|orchard|nursery|crop|pasture|耕地|园地|林地|草地|农|농림|田|果园/i],
  ['water', /river|\blake|\bpond|water|水域|水面|水体|水系|坑塘|沟渠|河|湖|湿地|海/i],
  ['special', /cemeter|funeral|military|prison|special|特殊|殡葬|军事|监/i],
];

/** The neutral land use that a description most probably means; undefined where no word tells. */
export function guessLandUse(description: string): LandUse | undefined {
  // An underscore is a letter to \b, and a space to people.
  const simple = simplifiedForm(description).replaceAll('_', ' ');
  return words.find(([, pattern]) => pattern.test(simple))?.[0];
}
