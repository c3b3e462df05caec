import type { LocalText } from '#core/model/text.ts';

type Texts = Readonly<Record<string, LocalText>>;

export const placeTexts = {
  area: {
    zh: '{project}的规划范围为 {area} 公顷。',
    en: 'The plan boundary of {project} encloses {area} ha.',
  },
  parcels: {
    zh: '基准有 {count} 个地块，共 {area} 公顷；其中{largest}最多，{largestArea} 公顷，占 {share} %。',
    en: 'The baseline has {count|parcel|parcels} of {area} ha in all; the largest use is {largest} with {largestArea} ha, {share} %.',
  },
  crs: {
    zh: '坐标系为 {crs}，面积和长度都按该投影以米计算。',
    en: 'The coordinate system is {crs}; areas and lengths are calculated in metres of this projection.',
  },
  noParcels: {
    zh: '项目没有地块图层，因此没有用地统计。',
    en: 'The project has no layer of parcels, so land use is not counted.',
  },
  landTable: { zh: '各情景的用地（公顷）', en: 'Land use by scenario (ha)' },
  landNote: {
    zh: '由程序按各情景的地块面积汇总；第二行为与基准之差。',
    en: 'Summed by the program from the areas of the parcels of each scenario; the second line is the change from the baseline.',
  },
  landNoteAlone: {
    zh: '由程序按地块面积汇总。',
    en: 'Summed by the program from the areas of the parcels.',
  },
  layerTable: { zh: '图层与来源', en: 'Layers and where they came from' },
  layersIntro: {
    zh: '项目有 {count} 个图层，共 {features} 个要素；源文件的散列见附录 C。',
    en: 'The project has {count|layer|layers} with {features|feature|features} in all; appendix C has the hashes of the files.',
  },
  layersIntroWithGrids: {
    zh: '项目有 {count} 个图层，共 {features} 个要素，其中 {grids} 个图层是栅格，表中写格子数；源文件的散列见附录 C。',
    en: 'The project has {count|layer|layers} with {features|feature|features} in all, {grids|grid|grids} among them, of which the table counts the cells; appendix C has the hashes of the files.',
  },
  drawn: { zh: '在程序中绘制', en: 'drawn in the program' },
  noRemarks: { zh: '导入没有留下需要说明的问题。', en: 'The imports left nothing to remark on.' },
  remarkTable: { zh: '导入时记下的问题', en: 'Remarks from the imports' },
  morePlaces: { zh: '等 {count} 处', en: 'and others, {count} in all' },
  row: { zh: '{file} 第 {row} 行', en: '{file}, row {row}' },
  missing: {
    zh: '以下图层项目中没有，评估器因此少做了一部分：',
    en: 'The project has none of these layers, and the evaluators leave out what rests on them:',
  },
  missingItem: { zh: '{role}：{purpose}（{evaluator}）', en: '{role}: {purpose} ({evaluator})' },
  noGaps: { zh: '评估器要读的图层都有。', en: 'Every layer that the evaluators read is there.' },
} as const satisfies Texts;

export const scenarioTexts = {
  intro: {
    zh: '基准是现状，不改动。各情景只记录与上级的差别：改了哪些要素、怎样改。图中各情景范围和比例尺相同，深色轮廓为有改动的地块。',
    en: 'The baseline is the present state and is not changed. A scenario records only what differs from its parent: which features change, and how. All maps have one extent and one scale; dark outlines mark changed parcels.',
  },
  map: { zh: '{name}：用地', en: '{name}: land use' },
  mapFacts: { zh: '（1:{scale}，{crs}）', en: ' (1:{scale}, {crs})' },
  mapDescription: {
    zh: '{name}的地图，图例见下方。',
    en: 'Map of {name}; the legend follows below.',
  },
  title: { zh: '情景 {letter}：{name}', en: 'Scenario {letter}: {name}' },
  parentBaseline: { zh: '以基准为起点，', en: 'Starts from the baseline and ' },
  parentOther: { zh: '以{parent}为起点，', en: 'Starts from {parent} and ' },
  changed: { zh: '改动{changes}。', en: 'changes {changes}.' },
  changedNothing: { zh: '没有改动要素。', en: 'changes no feature.' },
  change: { zh: '“{layer}”的 {count} 个要素', en: '{count|feature|features} of "{layer}"' },
  changeParcels: { zh: '{count} 个地块', en: '{count|parcel|parcels}' },
  steps: { zh: '做法按顺序为：', en: 'It is made in these steps:' },
  byHand: { zh: '由人在图上编辑而成，没有配方。', en: 'It was drawn by hand on the map; there is no recipe.' },
  landEffect: { zh: '用地的主要变化：{items}。', en: 'The largest shifts in land use: {items}.' },
  landItem: { zh: '{use} {change} 公顷', en: '{use} {change} ha' },
  noLandEffect: { zh: '各类用地的面积不变。', en: 'The areas of the land uses stay as they are.' },
} as const satisfies Texts;

export const resultTexts = {
  liveIntro: {
    zh: '规划指标由程序直接按各情景的数据和假设算出，编辑时随时更新。',
    en: 'Plan figures are calculated by the program itself from the data and assumptions of each scenario, and follow every edit.',
  },
  liveNote: {
    zh: '由程序 {version} 按生成报告时的数据计算；公式见附录 A。',
    en: 'Calculated by version {version} of the program from the data at the time of the report; formulas in appendix A.',
  },
  note: {
    zh: '评估器 {id} {version}；输入快照 {hashes}；完整散列见附录 E。',
    en: 'Evaluator {id} {version}; snapshots of the inputs {hashes}; whole hashes in appendix E.',
  },
  hash: { zh: '{scenario} {hash}', en: '{scenario} {hash}' },
  table: { zh: '{group}：指标', en: '{group}: indicators' },
  ahead: {
    zh: '{scenario}领先，{total} 项指标中有 {count} 项最好。',
    en: '{scenario} is ahead, best in {count} of {total} indicators.',
  },
  aheadAll: {
    zh: '{scenario}领先，全部 {total} 项指标都最好。',
    en: '{scenario} is ahead, best in all {total} indicators.',
  },
  aheadShared: {
    zh: '{scenarios}各有 {count} 项指标最好，难分高下。',
    en: '{scenarios} are best in {count|indicator|indicators} each; none is ahead.',
  },
  nobody: {
    zh: '各情景在有方向的指标上没有差别。',
    en: 'The scenarios do not differ in the indicators that have a direction.',
  },
  largest: {
    zh: '变化最大的是{scenario}的{change}。',
    en: 'The largest change is in {scenario}: {change}.',
  },
  notRunIn: { zh: '没有在{scenarios}中运行。', en: 'It was not run in {scenarios}.' },
  alsoDrawn: { zh: '{scenarios}与前面的相同', en: '{scenarios} the same as before' },
  notDrawn: {
    zh: '报告没有画出{layers}：点太密，可在程序的地图上看。',
    en: 'The report does not draw {layers}: the points are too dense on paper and can be seen on the map of the program.',
  },
  overlayMap: { zh: '{scenarios}：{what}', en: '{scenarios}: {what}' },
  chartDescription: {
    zh: '{title}的图；数值见同名工作表或附近的表。',
    en: 'Chart of {title}; the numbers are in the tables nearby and in the workbook.',
  },
  chartAlike: { zh: '（各情景相同）', en: ' (the same in all scenarios)' },
  chartOmitted: { zh: '；另有 {count} 类未画出', en: '; {count|category|categories} left out' },
  shortened: {
    zh: '每个情景列出前 {shown} 行，共 {total} 行；全表见工作簿“{sheet}”。',
    en: 'The first {shown} rows of each scenario are shown, of {total} in all; the whole table is in the workbook, sheet "{sheet}".',
  },

  narrowed: {
    zh: '列出前 {shown} 列，共 {total} 列；全表见工作簿“{sheet}”。',
    en: 'The first {shown} of {total} columns are shown; the whole table is in the workbook, sheet "{sheet}".',
  },
  tableAlike: { zh: '各情景相同。', en: 'The same in all scenarios.' },
  remarks: { zh: '评估器的说明：', en: 'Remarks of the evaluator:' },
  reason: { zh: '{scenarios}：{status}。{reason}', en: '{scenarios}: {status}. {reason}' },
} as const satisfies Texts;

export const dimensionTexts = {
  intro: {
    zh: '同样的指标按政策评估的六个维度排列。横线上的符号为各情景的位置：左端最小，右端最大，▼ 为目标；浅色横条为假设取低值和高值时的范围。',
    en: 'The same indicators in the six dimensions of the policy assessment. The marks on the line show where the scenarios stand: least on the left, greatest on the right, ▼ is the target; pale bars show the range with the assumptions at low and high.',
  },
  none: {
    zh: '本报告没有以下维度的指标：{dimensions}。没有评估，不等于没有问题。',
    en: 'This report has no indicators for {dimensions}: not assessed does not mean that all is well there.',
  },
  table: { zh: '{dimension}', en: '{dimension}' },
  sentence: {
    zh: '共 {count} 项指标，其中 {targets} 项设有目标。{leader}',
    en: '{count|indicator|indicators}, {targets} of them with a target. {leader}',
  },
  sentenceNoTargets: {
    zh: '共 {count} 项指标，没有设目标。{leader}',
    en: '{count|indicator|indicators}, without targets. {leader}',
  },
  leaderOfOne: { zh: '{scenario}最好。', en: '{scenario} is best.' },
  leaderOfAll: { zh: '{scenario}在全部 {count} 项上最好。', en: '{scenario} is best in all {count}.' },
  leader: { zh: '{scenario}在其中 {count} 项最好。', en: '{scenario} is best in {count}.' },
} as const satisfies Texts;

export const whyTexts = {
  table: { zh: '{scenario}为什么与基准不同', en: 'Why {scenario} differs from the baseline' },
  intro: {
    zh: '下表把主要指标的变化分摊给改动的地块（按用地变化）；每个指标的各项相加正好等于总变化。比率按 Aumann–Shapley 分摊：每组改动取它在各组同步增长途中的平均作用。',
    en: 'The tables split the change of the main indicators among the parcels that changed, by change of land use; the parts of each indicator add up to its change exactly. Ratios are split by Aumann–Shapley: each group counts by its mean effect while all grow together.',
  },
  cause: { zh: '改动', en: 'Change' },
  parcels: { zh: '地块', en: 'Parcels' },
  part: { zh: '分摊的变化', en: 'Part of the change' },
} as const satisfies Texts;

export const comparisonTexts = {
  tally: { zh: '各情景与基准相比', en: 'Scenarios against the baseline' },
  tallyNote: {
    zh: '只数有方向的指标；无法比较指一方没有数字。个数不是分数：指标有轻有重，也有重叠。',
    en: 'Counts indicators with a direction only; not comparable means that one side has no figure. The counts are no score: indicators differ in weight and overlap.',
  },
  gainsAndLosses: { zh: '每个情景的得与失', en: 'What each scenario brings and what it costs' },
  more: { zh: '另有 {count} 项', en: 'and {count} more' },
} as const satisfies Texts;

export const methodTexts = {
  intro: {
    zh: '指标按编号列出公式、来源和方向。门槛值一律含端点（≤、≥）。',
    en: 'Formula, source and direction of every indicator, by number. Thresholds include their end points (≤, ≥).',
  },
  evaluator: {
    zh: '评估器 {id}，版本 {version}，{author}，许可 {licence}。{summary}',
    en: 'Evaluator {id}, version {version}, {author}, licence {licence}. {summary}',
  },
  plugin: {
    zh: '它是插件，不随程序提供，在沙箱里运行。内容的 SHA-256 为 {hash}，{signature}。',
    en: 'It is a plugin, which does not come with the program and ran in a sandbox. The SHA-256 of its content is {hash}; it is {signature}.',
  },
  signed: {
    zh: '由 {name} 签名，密钥指纹 {fingerprint}',
    en: 'signed by {name}, key fingerprint {fingerprint}',
  },
  unsigned: { zh: '没有签名', en: 'not signed' },
  parameters: { zh: '{group}：参数', en: '{group}: parameters' },
} as const satisfies Texts;

export const appendixTexts = {
  assumptionTable: { zh: '假设的取值范围', en: 'Assumptions and their ranges' },
  assumptionIntro: {
    zh: '计算取中值，低值和高值用来看结果有多大余地。标明“须按本地核对”的没有在标准中核实。',
    en: 'Figures are calculated with the base value; low and high show how much room there is. Values marked "verify locally" are not confirmed in a standard.',
  },
  sourceIntro: {
    zh: '散列由文件的全部字节算出：同一个文件的散列必然相同，改动一个字节就不同。',
    en: 'The hash is made of every byte of a file: the same file has the same hash, and one changed byte gives another.',
  },
  sourceTable: { zh: '源文件', en: 'Source files' },
  noSources: {
    zh: '没有记录源文件：图层都在程序中绘制。',
    en: 'No source files are on record: all layers were drawn in the program.',
  },
  limitTable: { zh: '没有数字的指标', en: 'Indicators without a figure' },
  limitsNone: { zh: '所有指标在所有情景中都有数字。', en: 'Every indicator has a figure in every scenario.' },
  idle: {
    zh: '以下评估器没有运行，报告不含其结果：{items}。',
    en: 'These evaluators were not run, and the report has none of their results: {items}.',
  },
  limitGeneral: { zh: '读结果时要记住：', en: 'To keep in mind when reading the results:' },
  limitModel: {
    zh: '指标是按现有数据、假设和公式算出的，不是预测，也不替代专业判断和法定程序。',
    en: 'The indicators are calculated from the data, assumptions and formulas given; they are not a forecast and replace neither professional judgement nor statutory procedure.',
  },
  limitDefaults: {
    zh: '标明“须按本地核对”的参数和假设没有在标准中核实；改动它们，结果会变。',
    en: 'Parameters and assumptions marked "verify locally" are not confirmed in a standard; results change with them.',
  },
  limitData: {
    zh: '数据的缺口和导入时的问题见第 1 章，它们会传到结果里。',
    en: 'Gaps in the data and remarks from the imports are in chapter 1; they carry over into the results.',
  },
  limitCompare: {
    zh: '情景之间的差别只在同一数据、同一参数下有意义；各次评估的参数见附录 A。',
    en: 'Differences between scenarios mean something only with the same data and parameters; the parameters of every evaluation are in appendix A.',
  },
  limitParameters: {
    zh: '{group}在各情景中用了不同的参数，其差别不能全归于方案。',
    en: '{group} was run with different parameters in different scenarios, so not all of the difference is due to the plans.',
  },
  unlockRole: { zh: '导入“{role}”图层（{purpose}）。', en: 'Import a layer for "{role}" ({purpose}).' },
  unlockData: { zh: '补上原因中所说的数据后重新评估。', en: 'Add the data named as the reason and evaluate again.' },
  unlockUndefined: {
    zh: '数据不缺：算式在这种情况下没有意义。',
    en: 'No data is missing: the formula has no meaning in this case.',
  },
  unlockRange: {
    zh: '换用适用于这种情况的方法，或缩小范围。',
    en: 'Use a method made for this case, or narrow the area.',
  },
  unlockRun: { zh: '在该情景中运行评估器。', en: 'Run the evaluator in this scenario.' },
  noReason: { zh: '评估器没有说明原因。', en: 'The evaluator gave no reason.' },
  verifyIntro: {
    zh: '本报告的每个结果都由下表中的输入算出。散列（SHA-256）由评估器读到的全部要素、参数和假设算出：输入相同，散列就相同，结果也必须相同。',
    en: 'Every result of this report was calculated from the inputs in the table below. The hash (SHA-256) is made of all features, parameters and assumptions the evaluator read: the same inputs have the same hash and must give the same result.',
  },
  verifyHow: {
    zh: '核对方法：在程序中打开项目，选“报告”→“重新验证”，或运行 cityloom verify 项目文件。程序按存下的参数重新评估，并列出不再一致的数字。',
    en: 'To verify: open the project in the program and choose Report, then Verify again, or run cityloom verify with the project file. The evaluations are run again with the parameters that are kept, and figures that no longer agree are listed.',
  },
  verifyCode: {
    zh: '验证码 {code} 由程序版本、全部源文件的散列和下表全部散列算出，与语言和生成日期无关：验证码相同的两份报告，依据的数据和结果完全相同。',
    en: 'The report code {code} is made of the version of the program, the hashes of all source files and all hashes below, and does not depend on language or date: two reports with the same code rest on exactly the same data and results.',
  },
  verifyTable: { zh: '评估记录', en: 'Evaluations' },
  verifyProgram: {
    zh: '程序版本 {version}，项目文件结构版本 {schema}。',
    en: 'Program version {version}, schema version {schema} of the project file.',
  },
} as const satisfies Texts;

export const readinessTexts = {
  intro: {
    zh: '导入的数据在评估前经过就绪检查，{count} 个图层平均 {score} 分（满分 100）。检查对象是基准；修复由使用者决定并记入项目日志，从不自动进行。',
    en: 'The data was checked for its readiness: {count|layer has|layers have} a mean score of {score} out of 100. The baseline is what is checked; mending it is a decision of a person and stands in the log of the project, and never happens by itself.',
  },
  table: { zh: '各图层的就绪度与发现的问题', en: 'Readiness of the layers and what was found' },
  score: { zh: '得分', en: 'Score' },
  findings: { zh: '发现', en: 'Findings' },
  found: { zh: '{severity}：{check} {count}', en: '{severity}: {check} {count}' },
  nothing: { zh: '没有发现问题', en: 'Nothing found' },
  note: {
    zh: '得分为 100 减去每项检查的扣分（错误 40、警告 20、提示 5）乘以所涉要素占比的平方根，向下取整；没有任何发现才是 100。',
    en: 'The score is 100 less, for each check, its points (error 40, warning 20, note 5) times the square root of the share of features concerned, rounded down; only a layer without a finding has 100.',
  },
  check: { zh: '检查', en: 'Check' },
  fixable: { zh: '可修复', en: 'Can be mended' },
  share: { zh: '所涉要素（%）', en: 'Features concerned (%)' },
  total: { zh: '合计', en: 'Total' },
} as const satisfies Readonly<Record<string, LocalText>>;

export const severityTexts = {
  error: { zh: '错误', en: 'Error' },
  warning: { zh: '警告', en: 'Warning' },
  info: { zh: '提示', en: 'Note' },
} as const satisfies Readonly<Record<string, LocalText>>;
