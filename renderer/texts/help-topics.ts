import type { LocalText } from '#core/model/text.ts';

/** One page of the help: short enough to be read where one works. */
export interface HelpTopic {
  readonly id: string;
  readonly title: LocalText;
  readonly paragraphs: readonly LocalText[];
  /** Commands that do what is told; shown with their keys. */
  readonly commands: readonly string[];
}

/** All topics, in the order of the work. */
export const helpTopics: readonly HelpTopic[] = [
  {
    id: 'start',
    title: { zh: '开始', en: 'Beginning' },
    paragraphs: [
      {
        zh: '新建项目要选一个以米为单位的投影坐标系；也可以直接把图层拖进窗口，由数据决定。示例城市随程序附带，随便改，另存之前不影响原件。',
        en: 'A new project needs a projected coordinate system in metres; or drop layers on the window and let the data decide. The sample city comes with the program: change it as you like, the original stays until you save elsewhere.',
      },
      {
        zh: '项目是一个 GeoPackage 文件，QGIS 打得开。每一步先写进旁边的日志，断电后从那里恢复。',
        en: 'A project is one GeoPackage file that QGIS opens. Every step first goes to a journal beside it, from which it is restored after a power cut.',
      },
    ],
    commands: ['project/new', 'project/open', 'project/open-sample', 'import/choose-files', 'help/tour'],
  },
  {
    id: 'import',
    title: { zh: '导入', en: 'Import' },
    paragraphs: [
      {
        zh: '对话框逐层写明格式、编码、坐标系及其依据，以及这一层是什么（角色）。角色决定评估器怎样用它，字段按角色对应。都可以改，改好的对应可以存成导入方案。',
        en: 'For every layer the dialog tells format, encoding, coordinate system with the reason for it, and what the layer is (its role). The role decides how evaluators use it and how fields are mapped. Change what is wrong, and keep the mapping as a profile.',
      },
      {
        zh: '没有坐标系的图层给出候选；图纸坐标用“按点定位”。导入要么整层进来并列出备注，要么整层不进来，不会进一半。',
        en: 'A layer without a system gets ranked guesses; drawings are placed by points. A layer comes in whole, with remarks, or not at all.',
      },
    ],
    commands: ['import/choose-files'],
  },
  {
    id: 'readiness',
    title: { zh: '就绪检查', en: 'Readiness' },
    paragraphs: [
      {
        zh: '逐图层检查重叠、缝隙、无效几何、重复、缺值、可疑单位和路网断头，按严重程度打分。“定位”飞到那里；“修复”先说明会改什么，改动可撤销，并逐个要素记入日志。',
        en: 'Layers are checked for overlaps, gaps, invalid rings, duplicates, missing values, doubtful units and broken streets, and scored. Zoom flies there; a fix says first what it would change, can be undone, and is logged feature by feature.',
      },
    ],
    commands: ['view/readiness'],
  },
  {
    id: 'map',
    title: { zh: '地图', en: 'The map' },
    paragraphs: [
      {
        zh: '拖动平移，滚轮缩放；在地图上用方向键平移，加减键缩放。用选择工具点一下，检查器列出此处所有图层的要素。Shift 加选，Ctrl 减选。',
        en: 'Drag to pan, turn the wheel to zoom; on the map, arrow keys pan, plus and minus zoom. Click with the select tool and the inspector lists the features of all layers at that place. Shift adds, Ctrl removes.',
      },
      {
        zh: '左下角状态栏是指针处的坐标，点它可以转到一个坐标；旁边的坐标系也可以点，换成经纬度或别的坐标系来读。右下角有体量、格网、书签、缩放和指北针。状态栏最右的按钮移动或关闭面板，也可以直接拖动面板的标题。',
        en: 'The status bar shows the coordinates under the pointer; click them to go to a coordinate, or click the system beside them to read degrees or another system. Massing, grid, bookmarks, zoom and north stand at the lower right. The button at the right end of the status bar moves and closes panels, and so does dragging the head of a panel.',
      },
    ],
    commands: [
      'tool/select',
      'view/zoom-to-all',
      'map/north',
      'map/massing',
      'map/grid',
      'map/degrees',
      'map/bookmark',
      'map/bookmarks',
    ],
  },
  {
    id: 'layers',
    title: { zh: '图层与分组', en: 'Layers and groups' },
    paragraphs: [
      {
        zh: '眼睛隐藏或显示，拖动改变上下，F2 改名，右键打开全部操作。分组可以收起、隐藏、整组移动；不在分组里的图层按用途排列。',
        en: 'The eye hides or shows, dragging changes the order, F2 renames, a right click has everything else. Groups fold, hide and move as a whole; layers in no group stand by what they are for.',
      },
      {
        zh: '复制出来的图层只供参考，指标不会把它再算一遍。移除的图层可以撤销回来。',
        en: 'A copy of a layer is only for reference: indicators do not count it again. A layer that was removed comes back by undo.',
      },
    ],
    commands: ['layer/export', 'edit/undo'],
  },
  {
    id: 'style',
    title: { zh: '样式与标注', en: 'Styles and labels' },
    paragraphs: [
      {
        zh: '“样式”改图层列表里选中的那一层：单一、按类、按数值分级或按规则，以及标注和显示的比例尺范围。用地用标准色。样式可以复制到别的图层。',
        en: 'Style changes the layer chosen in the list: one symbol, by category, by classes of a number, or by rules; labels, and the scales at which it shows. Land use has standard colours. A style can be copied to another layer.',
      },
    ],
    commands: [],
  },
  {
    id: 'table',
    title: { zh: '属性表', en: 'The attribute table' },
    paragraphs: [
      {
        zh: '点列名排序，输入文字或条件（far > 2）筛选；选中的行与地图同步。双击单元格编辑；列菜单里有字段计算和统计。在基准上改数据要写明原因。',
        en: 'Click a column to sort, type a text or a condition (far > 2) to filter; chosen rows follow the map and the other way round. Double-click a cell to edit; the column menu has calculations and statistics. Corrections of the baseline ask for a reason.',
      },
    ],
    commands: ['view/attribute-table'],
  },
  {
    id: 'history',
    title: { zh: '撤销与历史', en: 'Undo and history' },
    paragraphs: [
      {
        zh: '图层、样式、类型、假设、情景、书签的每次改动都是一步。历史列出全部步骤，点一步就回到那里；后面的步骤在做新的改动之前都能再做。',
        en: 'Every change of layers, styles, types, assumptions, scenarios and bookmarks is one step. The history lists them; choose one to be there again. The steps behind it can be done again until something else is changed.',
      },
    ],
    commands: ['edit/undo', 'edit/redo', 'view/history'],
  },
  {
    id: 'scenarios',
    title: { zh: '情景', en: 'Scenarios' },
    paragraphs: [
      {
        zh: '基准是现状，受到保护。情景从基准或别的情景分出，只记与上级不同的地方；上级后来的改动会显示在下级里，双方都改过的列为冲突，由你选择。',
        en: 'The baseline is what exists and is protected. A scenario branches from it or from another one and keeps only what differs; later changes of the parent show in it, and what both changed is a conflict for you to settle.',
      },
      {
        zh: '锁定的情景不能改，归档的收起来不占位置。配方是这个情景的做法，可以改数字后重放。',
        en: 'A locked scenario cannot be changed, an archived one is out of sight. Its recipe is how it was made, and can be replayed with other numbers.',
      },
    ],
    commands: ['mode/scenario'],
  },
  {
    id: 'tod',
    title: { zh: '站点开发 TOD', en: 'Transit-oriented development' },
    paragraphs: [
      {
        zh: '选或新设一个站点，也可以取整条线路。周围按距离或步行时间分圈，每圈一种开发类型；容积率可以由近及远递减，或按人口、岗位目标分配。受保护的地块不动。',
        en: 'Choose or place a station, or take a whole line. Rings by distance or walking time get a development type each; density can fall with distance, or be filled to a target of residents or jobs. Protected parcels stay.',
      },
    ],
    commands: ['tool/tod'],
  },
  {
    id: 'corridor',
    title: { zh: '绿廊', en: 'Green corridor' },
    paragraphs: [
      {
        zh: '画中心线，或选两处绿地取阻力最小的路径。给出宽度，下面的地块切分或整块转换；遇到道路可以断开或用生态桥相连。连通性的增益与占用的土地并列显示。',
        en: 'Draw the middle line, or choose two green areas for the path of least resistance. Give a width; parcels below are split or converted; streets break it or are bridged. The gain in connectivity stands beside the land it takes.',
      },
    ],
    commands: ['tool/corridor'],
  },
  {
    id: 'mixed-use',
    title: { zh: '混合用地', en: 'Mixed use' },
    paragraphs: [
      {
        zh: '选地块，涂一种开发类型，或用滑块给出各用途的比例，也可以按楼层。先说明选中多少、可改多少、为什么跳过，再应用。',
        en: 'Choose parcels and paint a development type, or set the mix with sliders or by floor. The panel says how many are chosen, how many can change and why some are passed over, before anything is applied.',
      },
    ],
    commands: ['tool/mixed-use', 'tool/box', 'tool/polygon', 'tool/eyedropper'],
  },
  {
    id: 'network',
    title: { zh: '路网', en: 'Streets' },
    paragraphs: [
      {
        zh: '画道路、步行桥或出入口，端点贴靠到现有道路；按住 Ctrl 点一条路把它封闭。步行可达的人口随即更新。',
        en: 'Draw a street, footbridge or entrance, snapped to the streets there are; Ctrl-click a street to close it. Who can walk to a station follows at once.',
      },
    ],
    commands: ['tool/network', 'map/snapping'],
  },
  {
    id: 'edit',
    title: { zh: '直接编辑', en: 'Direct edits' },
    paragraphs: [
      {
        zh: '绘制新要素，画线分割，合并选中的要素，移动顶点；相邻地块共用的边界一起动，不留缝。双击结束，退格退回一个顶点。',
        en: 'Draw a feature, split along a line, merge what is chosen, move vertices; borders that parcels share move together and leave no gap. A double click ends, Backspace takes back a vertex.',
      },
    ],
    commands: ['tool/draw', 'tool/split', 'tool/vertex', 'edit/merge', 'edit/delete', 'map/snapping'],
  },
  {
    id: 'measure',
    title: { zh: '量测', en: 'Measure' },
    paragraphs: [
      {
        zh: '点出一条线看长度，回到起点看面积；长度和面积按地面实际大小，不是图上大小。Esc 结束。',
        en: 'Click a line for its length, back to its start for an area; both are those on the ground, not on the plane. Esc ends.',
      },
    ],
    commands: ['tool/measure'],
  },
  {
    id: 'types',
    title: { zh: '开发类型与假设', en: 'Types and assumptions' },
    paragraphs: [
      {
        zh: '开发类型写明容积率、密度、各用途的面积比和绿地率；改一种类型，先看用它涂过的地块怎样变。假设（如人均面积）都有低、基、高三个值和来源，拖动滑块立即生效。',
        en: 'A development type has a floor-area ratio, coverage, shares by use and a green ratio; changing one first shows what becomes of the parcels painted with it. Assumptions, such as floor area per person, have low, base and high values and a source; moving a slider acts at once.',
      },
    ],
    commands: [],
  },
  {
    id: 'indicators',
    title: { zh: '实时指标', en: 'Live indicators' },
    paragraphs: [
      {
        zh: '每一笔之后立即更新：数值、与基准的差、目标，条带是低–高假设给出的范围。点 ƒ× 看公式、来源和假设；点数值可以在图上按地块显示。',
        en: 'They follow every stroke: value, difference from the baseline, target; the band is what low and high assumptions make of it. ƒ× shows formula, sources and assumptions, and the parts by parcel on the map.',
      },
    ],
    commands: [],
  },
  {
    id: 'evaluate',
    title: { zh: '评估', en: 'Evaluate' },
    paragraphs: [
      {
        zh: '选评估器和情景，设参数，运行；每个格子有进度，可以取消。缺数据时写“数据不足”并说明缺什么，从不写 0。结果记着输入和版本，情景改动后标为过期。',
        en: 'Choose evaluators and scenarios, set parameters, run; every cell has its progress and can be cancelled. Where data are missing the result says so and what is missing, never 0. Results know their inputs and versions and are marked once a scenario changes.',
      },
    ],
    commands: ['mode/evaluate', 'plugin/manage'],
  },
  {
    id: 'compare',
    title: { zh: '对比', en: 'Compare' },
    paragraphs: [
      {
        zh: '二至四幅地图同步移动，可以卷帘或显示差异。下面是指标表和图；“为什么变了”把一个指标的变化拆成用地、类型或步骤的份额，加起来正好是总差。',
        en: 'Two to four maps move together, with a swipe or a difference. Below are the indicators; Why it changed splits the change of one into shares by land use, type or step that add up exactly.',
      },
    ],
    commands: ['mode/compare'],
  },
  {
    id: 'report',
    title: { zh: '报告', en: 'Report' },
    paragraphs: [
      {
        zh: '选情景和评估器，预览，存为 HTML 或 XLSX。报告写明方法、假设、数据来源和核对码；命令行的 verify 可以重算并指出对不上的数。',
        en: 'Choose scenarios and evaluators, look at the preview, save as HTML or XLSX. The report states methods, assumptions, data sources and a check code; verify on the command line recalculates it and names what no longer fits.',
      },
    ],
    commands: ['mode/report'],
  },
  {
    id: 'export',
    title: { zh: '导出', en: 'Export' },
    paragraphs: [
      {
        zh: '任一情景、全部或选中的要素、所选字段、任一坐标系，写成 GIS 格式或表格；多个图层成为一个 GeoPackage 或压缩包。',
        en: 'Any scenario, all or the selected features, the fields you choose, any coordinate system, as a GIS format or a table; several layers make one GeoPackage or archive.',
      },
    ],
    commands: ['layer/export'],
  },
  {
    id: 'plugins',
    title: { zh: '插件', en: 'Plugins' },
    paragraphs: [
      {
        zh: '评估器可以来自别人。安装前先看它要什么数据、有没有签名；它在封闭的解释器里运行，没有网络和文件。插件随项目走，同意不随项目走。',
        en: 'Evaluators can come from others. Before installing one, see what data it asks for and who signed it; it runs in a closed interpreter without network and files. A plugin travels with the project, consent does not.',
      },
    ],
    commands: ['plugin/manage'],
  },
  {
    id: 'keyboard',
    title: { zh: '键盘与快捷键', en: 'Keyboard and shortcuts' },
    paragraphs: [
      {
        zh: 'Tab 走遍窗口，焦点总看得见；树、表、列表里用方向键。快捷键表里点一个键再按新的键，就能改；菜单和提示跟着变。命令面板按名称找任何命令。',
        en: 'Tab goes through the whole window with a visible focus; arrow keys move in trees, tables and lists. In the shortcut sheet, click a key and press another one to change it; menus and tooltips follow. The command palette finds any command by its name.',
      },
    ],
    commands: ['help/shortcuts', 'view/command-palette', 'help/tour'],
  },
  {
    id: 'recovery',
    title: { zh: '保存与恢复', en: 'Saving and recovery' },
    paragraphs: [
      {
        zh: '保存先写临时文件再替换，并留一份 .bak；失败时原来的文件不动，可以另存。没有保存的步骤在日志里，重新打开时自动恢复。计算进程停止时自动重新启动。',
        en: 'Saving writes a temporary file and then replaces the old one, which stays as .bak; when it fails the old file is untouched and the work can go elsewhere. Steps not saved are in the journal and come back on opening. A calculation process that stops is started again.',
      },
    ],
    commands: ['project/save', 'project/save-as'],
  },
];
