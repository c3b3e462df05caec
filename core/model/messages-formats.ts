import type { MessageTable } from './message.ts';

/** Texts about reading files of each format. */
export const formatsMessages = {
  'formats/unknown': {
    message: {
      zh: '{file} 不是可以导入的格式：{seen}。',
      en: '{file} is in no format that can be imported: {seen}.',
    },
    hint: {
      zh: '打开看看它到底是什么；文字表格改用 .csv 作扩展名。可以导入：{known}',
      en: 'Open it and see what it is; a table of text needs the extension .csv. These can be imported: {known}',
    },
  },
  'formats/basemap-only': {
    message: {
      zh: '{file} 是底图（{kind}），里面是图片，没有可导入的要素。',
      en: '{file} is a basemap ({kind}): it holds pictures and no features to import.',
    },
    hint: {
      zh: '在窗口的图层列表底部用“添加底图”打开它，或直接拖进窗口。',
      en: 'Open it in the window by "Add a basemap" at the bottom of the layers, or drop it into the window.',
    },
  },
  'formats/empty-file': {
    message: { zh: '{file} 是空文件。', en: '{file} is empty.' },
    hint: { zh: '检查文件是否下载或复制完整。', en: 'Check whether the file was downloaded or copied in full.' },
  },
  'formats/truncated': {
    message: {
      zh: '{file} 不完整：应有 {expected} 字节，只有 {found} 字节。',
      en: '{file} is cut off: it should have {expected} bytes and has {found}.',
    },
    hint: {
      zh: '重新下载或复制这个文件。没有导入任何要素。',
      en: 'Download or copy the file again. Nothing was imported from it.',
    },
  },
  'formats/damaged': {
    message: { zh: '{file} 损坏：{reason}。', en: '{file} is damaged: {reason}.' },
    hint: {
      zh: '重新下载这个文件，或用产生它的程序再导出一次。',
      en: 'Download the file again, or export it again from the program that made it.',
    },
  },
  'formats/encrypted': {
    message: { zh: '{file} 有密码，不能读取。', en: '{file} is protected by a password and cannot be read.' },
    hint: {
      zh: '在产生它的程序中去掉密码，另存一份再导入。',
      en: 'Save a copy without the password in the program that made it, and import that.',
    },
  },
  'formats/too-many-rows': {
    message: {
      zh: '图层“{layer}”有 {count} 个要素，一个工作表最多容纳 {limit} 行。',
      en: 'The layer "{layer}" has {count} features; a sheet holds {limit} rows at most.',
    },
    hint: { zh: '改用 GeoPackage 或 CSV。', en: 'Use GeoPackage or CSV instead.' },
  },
  'formats/attributes-left-out': {
    message: {
      zh: '{layer}：DXF 没有属性表，没有写出：{fields}',
      en: '{layer}: DXF has no table of attributes; left out: {fields}',
    },
    hint: {
      zh: '要保留属性，改用 GeoPackage 或 Shapefile。',
      en: 'Use GeoPackage or Shapefile to keep them.',
    },
  },
  'formats/headways-counted': {
    message: {
      zh: '{file}：站点的发车间隔取{day} {from} 时至 {to} 时内最密的一条线路的单向间隔。',
      en: '{file}: the headway of a stop is that of its most frequent line and direction between {from}:00 and {to}:00 ({day}).',
    },
  },
  'formats/raster-unusable': {
    message: { zh: '{file} 不能作为栅格数据：{reason}。', en: '{file} cannot be used as a grid: {reason}.' },
    hint: {
      zh: '影像可在图层列表底部添加为底图。要作数据，在 QGIS 中导出为正北朝上、带坐标系的单波段 GeoTIFF，再导入。',
      en: 'A picture can be added as a basemap at the bottom of the layers. For data, export it from QGIS as a GeoTIFF of one band, north up and with its coordinate system, and import that.',
    },
  },
  'formats/raster-too-large': {
    message: {
      zh: '{file} 有 {cells} 个像元，最多 {limit} 个。',
      en: '{file} has {cells} cells; {limit} are read at most.',
    },
    hint: {
      zh: '裁剪到规划范围，或降低分辨率，再导入。',
      en: 'Clip it to the plan, or make its cells larger, and import that.',
    },
  },
  'formats/bands-left-out': {
    message: {
      zh: '{file}：只读取了第一个波段，另外 {count} 个没有读取。',
      en: '{file}: only the first band was read; {count|band|bands} left out.',
    },
  },
  'formats/names-shortened': {
    message: {
      zh: '{layer}：Shapefile 的字段名最多 10 个字节，{count} 个已缩短：{names}',
      en: '{layer}: {count|name|names} shortened, since a shapefile has names of up to 10 bytes: {names}',
    },
    hint: { zh: '改用 GeoPackage，可以保留全名。', en: 'GeoPackage keeps them in full.' },
  },
  'formats/texts-cut': {
    message: {
      zh: '{layer}：字段“{field}”有 {count} 个值超过 {limit} 个字节，已截断。',
      en: '{layer}: {count|value|values} of the field "{field}" cut after {limit} bytes.',
    },
    hint: { zh: '改用 GeoPackage，可以完整保留。', en: 'GeoPackage keeps them in full.' },
  },
  'formats/fields-too-many': {
    message: {
      zh: '{layer}：Shapefile 最多有 {limit} 个字段，{count} 个没有写出。',
      en: '{layer}: {count|field|fields} left out, since a shapefile has {limit} at most.',
    },
    hint: { zh: '改用 GeoPackage，可以全部保留。', en: 'GeoPackage keeps them all.' },
  },
  'formats/too-large-to-write': {
    message: {
      zh: '图层“{layer}”写成这种格式会超过 {limit} 字节的上限。',
      en: 'The layer "{layer}" would go beyond the {limit} bytes that a file of this format can have.',
    },
    hint: { zh: '改用 GeoPackage 或 FlatGeobuf。', en: 'Use GeoPackage or FlatGeobuf instead.' },
  },
  'formats/texts-too-long': {
    message: {
      zh: '{layer}：字段“{field}”有 {count} 个值超过 {limit} 个字符，没有写出。',
      en: '{layer}: {count|value|values} of the field "{field}" are longer than {limit} characters and were left out.',
    },
    hint: { zh: '改用 GeoPackage，可以完整保留。', en: 'GeoPackage keeps them in full.' },
  },
  'formats/file-too-large': {
    message: {
      zh: '{file} 有 {bytes} 字节，这种格式最多读取 {limit} 字节。',
      en: '{file} has {bytes} bytes; files of this format are read up to {limit} bytes.',
    },
    hint: {
      zh: '分成几个文件，或转换为 GeoPackage 再导入。',
      en: 'Split it into several files, or convert it to GeoPackage and import that.',
    },
  },
  'formats/dwg': {
    message: {
      zh: '{file} 是 AutoCAD 的 DWG 图（{version}），不能直接读取。',
      en: '{file} is a DWG drawing of AutoCAD ({version}), which cannot be read directly.',
    },
    hint: {
      zh: '在 AutoCAD、中望 CAD、浩辰 CAD 或 QCAD 中打开，另存为 DXF（2007 及以后的版本可完整保留中文），再导入 DXF；也可用 ODA File Converter 转换。',
      en: 'Open it in AutoCAD, ZWCAD, GstarCAD or QCAD, save it as DXF (version 2007 or later keeps Chinese texts whole), and import the DXF; ODA File Converter converts it, too.',
    },
  },
  'formats/drawing-unit': {
    message: {
      zh: '{file} 写明图形单位是{unit}，坐标仍按原值读取。',
      en: '{file} states {unit} as its unit; its coordinates were taken as they stand.',
    },
    hint: {
      zh: '模板常留下错误的单位。如果要素确实小了或大了，先在原程序中缩放到米，再导出。',
      en: 'Templates often leave a wrong unit. If features really are too small or too large, scale the drawing to metres first and export it again.',
    },
  },
  'formats/blocks-too-many': {
    message: {
      zh: '{file} 的图块层层引用，展开后超过 {limit} 个图形。',
      en: 'The blocks of {file} refer to each other so often that they unfold to more than {limit} shapes.',
    },
    hint: {
      zh: '在原程序中炸开需要的图块，删去其余的，再导出。',
      en: 'Explode the blocks you need in the program that made it, delete the others, and export it again.',
    },
  },
  'formats/json-syntax': {
    message: {
      zh: '{file} 不是有效的 JSON：{place}第 {position} 个字节处，{reason}。',
      en: '{file} is not valid JSON: {place}byte {position}, {reason}.',
    },
    hint: {
      zh: '改正该处，或用产生它的程序再导出一次。没有导入任何要素。',
      en: 'Correct it there, or export the file again. Nothing was imported from it.',
    },
  },
  'formats/json-truncated': {
    message: {
      zh: '{file} 在第 {feature} 个要素中间结束，不完整。',
      en: '{file} ends in the middle of feature {feature}; it is cut off.',
    },
    hint: {
      zh: '重新下载或复制这个文件。没有导入任何要素。',
      en: 'Download or copy the file again. Nothing was imported from it.',
    },
  },
  'formats/not-geojson': {
    message: { zh: '{file} 不是 GeoJSON：{reason}。', en: '{file} is not GeoJSON: {reason}.' },
    hint: {
      zh: '用 QGIS 或 ogr2ogr 把它转换为 GeoJSON 或 GeoPackage 再导入。',
      en: 'Convert it to GeoJSON or GeoPackage with QGIS or ogr2ogr, then import that.',
    },
  },
  'formats/not-geopackage': {
    message: {
      zh: '{file} 是 SQLite 数据库，但没有 GeoPackage 的 gpkg_contents 表。',
      en: '{file} is a SQLite database without the table gpkg_contents that makes it a GeoPackage.',
    },
    hint: { zh: '用产生它的程序导出为 GeoPackage。', en: 'Export it as a GeoPackage from the program that made it.' },
  },
  'formats/encoding-unknown': {
    message: { zh: '没有名为“{encoding}”的文字编码。', en: 'There is no encoding called "{encoding}".' },
    hint: {
      zh: '例如：UTF-8、GBK、GB18030、Big5、Windows-1252。',
      en: 'For example: UTF-8, GBK, GB18030, Big5, Windows-1252.',
    },
  },
  'formats/quote-open': {
    message: {
      zh: '{file} 中有一个引号直到文件末尾都没有闭合。',
      en: 'A quotation mark in {file} is never closed before the file ends.',
    },
    hint: {
      zh: '在单元格里的引号要写两遍，并用引号括住整个单元格。',
      en: 'A quotation mark inside a cell has to be doubled, and the cell put in quotation marks.',
    },
  },
  'formats/curves-stroked': {
    message: {
      zh: '{file}：{count} 个图形可含圆弧，圆弧读成每段不超过 4° 的折线。',
      en: '{file}: {count|geometry|geometries} may have arcs, which were read as lines of segments of at most 4°.',
    },
  },
  'formats/archive-encrypted': {
    message: {
      zh: '压缩包 {file} 里的文件都已加密，没有读取。',
      en: 'The files in the archive {file} are encrypted and were not read.',
    },
    hint: {
      zh: '用密码解压到一个文件夹，再导入这个文件夹。',
      en: 'Unpack it with its password into a folder, and import the folder.',
    },
  },
  'formats/archive-too-large': {
    message: {
      zh: '压缩包 {file} 超出限度：{found}，上限为 {limit}。',
      en: 'The archive {file} goes beyond the limit: {found}; the limit is {limit}.',
    },
    hint: {
      zh: '确认来源可信后先行解压，再导入其中的文件。',
      en: 'Unpack it first if you trust its source, and import the files.',
    },
  },
  'formats/archive-nothing-inside': {
    message: {
      zh: '压缩包 {file} 里没有可以导入的文件。其中有：{found}',
      en: 'The archive {file} holds no file that can be imported. It holds: {found}',
    },
    hint: { zh: '可以导入：{known}', en: 'These can be imported: {known}' },
  },
  'formats/archive-entry-left-out': {
    message: {
      zh: '压缩包 {file} 中的“{entry}”没有读取：{reason}。',
      en: '"{entry}" in the archive {file} was left out: {reason}.',
    },
  },
  'formats/archive-others': {
    message: {
      zh: '压缩包 {file} 中另有 {count} 个文件不是可导入的格式，没有读取：{entries}',
      en: '{count|other file|other files} in the archive {file} left out, in no format that can be imported: {entries}',
    },
  },
  'formats/companion-missing': {
    message: {
      zh: '{file} 旁边没有 {companion} 文件，{consequence}。',
      en: 'There is no {companion} file beside {file}; {consequence}.',
    },
    hint: { zh: '把 {companion} 一起选中再导入。', en: 'Choose the {companion} file together with it.' },
  },
  'formats/index-unusable': {
    message: {
      zh: '{companion} 与 {file} 不符，按顺序读取图形。',
      en: '{companion} does not fit {file}; the shapes were read one after another.',
    },
  },
  'formats/counts-differ': {
    message: {
      zh: '{file} 有 {shapes} 个图形，属性表却有 {records} 条记录，按顺序对应。',
      en: '{file} has {shapes} shapes while its table has {records} records; they were matched in order.',
    },
    hint: {
      zh: '核对几个要素的属性是否对得上。',
      en: 'Check with a few features whether shapes and values belong together.',
    },
  },
  'formats/encoding-chosen': {
    message: {
      zh: '{file} 的文字按 {encoding} 读取：{reason}。',
      en: 'The texts of {file} were read as {encoding}: {reason}.',
    },
    hint: {
      zh: '如果出现乱码，重新导入并指定编码。',
      en: 'If they look wrong, import it again and state the encoding.',
    },
  },
  'formats/encoding-guessed': {
    message: {
      zh: '{file} 没有说明文字编码，暂按 {encoding} 读取：{reason}。',
      en: '{file} does not state its encoding; its texts were read as {encoding} for want of better: {reason}.',
    },
    hint: {
      zh: '检查文字，如有乱码，重新导入并指定编码。',
      en: 'Look at the texts; if they are wrong, import it again and state the encoding.',
    },
  },
  'formats/encoding-statement': {
    message: {
      zh: '{file} 声明的编码（{label}）与内容不符，没有采用。',
      en: '{file} states an encoding ({label}) that its texts contradict; it was passed over.',
    },
  },
  'formats/parcel-two-codes': {
    message: {
      zh: '{file}：{count} 个地块里有两个以上用地代码，取第一个。',
      en: '{file}: {count|parcel has|parcels have} more than one land-use code inside; the first was taken.',
    },
    hint: { zh: '在图上核对这些地块的文字。', en: 'Check the texts of these parcels in the drawing.' },
  },
  'formats/parcel-no-code': {
    message: {
      zh: '{file}：{count} 个多边形里没有用地代码，图层名也看不出用途。',
      en: '{file}: {count|polygon has|polygons have} no land-use code inside, and the name of the layer tells no use.',
    },
    hint: {
      zh: '它们可能不是地块；按图层名指定用地，或在图上补写代码。',
      en: 'They may be no parcels; give their land use by layer name, or write the codes into the drawing.',
    },
  },
  'formats/parcel-other-layers': {
    message: {
      zh: '{file}：{count} 个多边形在没有选中的图层上，没有读取。',
      en: '{file}: {count|polygon|polygons} on layers that were not chosen left out.',
    },
    hint: {
      zh: '导入时在“CAD 转地块”里勾选这些图层，就会一并读取。',
      en: 'Tick these layers under "Parcels from the drawing" when importing to have them as well.',
    },
  },
  'formats/hatch-doubles': {
    message: {
      zh: '{file}：{count} 个填充与已画的边界重合，只取一次。',
      en: '{file}: {count|hatch repeats an outline|hatches repeat outlines} that is drawn as well and was taken once.',
    },
  },
  'formats/values-unreadable': {
    message: {
      zh: '{file}：字段“{field}”有 {count} 个值读不懂，留空。',
      en: '{file}: {count|value|values} of the field "{field}" cannot be read and were left empty or with � in them.',
    },
    hint: {
      zh: '文字中有 � 时，重新导入并指定编码。',
      en: 'Where texts show �, import the file again and state the encoding.',
    },
  },
  'formats/not-writable': {
    message: { zh: '不能写成“{format}”格式。', en: 'Nothing can be written as "{format}".' },
    hint: {
      zh: '可以写 GeoPackage、GeoJSON、Shapefile、FlatGeobuf、KML、KMZ、DXF、CSV、TSV、XLSX。',
      en: 'What can be written is GeoPackage, GeoJSON, Shapefile, FlatGeobuf, KML, KMZ, DXF, CSV, TSV and XLSX.',
    },
  },
  'formats/undrawn': {
    message: {
      zh: '{layer}：{count} 个要素没有图形，不在图纸里。',
      en: '{layer}: {count|feature|features} without geometry left out of the drawing.',
    },
    hint: {
      zh: '表格请导出为 XLSX、CSV 或 GeoPackage。',
      en: 'Export tables as XLSX, CSV or GeoPackage.',
    },
  },
  'formats/field-left-out': {
    message: {
      zh: '{file}：字段“{field}”（类型 {type}）没有读取。',
      en: '{file}: the field "{field}" of type {type} was left out.',
    },
  },
  'formats/field-renamed': {
    message: {
      zh: '{file}：字段“{from}”改名为“{to}”，以免重名。',
      en: '{file}: the field "{from}" became "{to}", so that names differ.',
    },
  },
  'formats/deleted-records': {
    message: {
      zh: '{file}：{count} 条标为已删除的记录没有读取。',
      en: '{file}: {count|record|records} marked as deleted left out.',
    },
  },
  'formats/record-damaged': {
    message: {
      zh: '{file}：{count} 个要素的图形读不懂（{reason}），只保留属性。',
      en: '{file}: the geometry of {count|feature|features} cannot be read ({reason}); only the values were kept.',
    },
    hint: { zh: '在原程序中检查这些要素。', en: 'Check these features in the program that made the file.' },
  },
  'formats/geometry-left-out': {
    message: {
      zh: '{file}：{count} 个 {type} 图形不受支持，只保留属性。',
      en: '{file}: {count|geometry|geometries} of type {type} cannot be read; only the values were kept.',
    },
    hint: {
      zh: '在原程序中把曲线转换为折线，再导出。',
      en: 'Convert curves to straight segments in the program that made the file, and export it again.',
    },
  },
  'formats/elements-left-out': {
    message: {
      zh: '{file}：{count} 个 {type} 没有读取。',
      en: '{file}: {count|element|elements} of type {type} left out.',
    },
  },
  'formats/layer-left-out': {
    message: {
      zh: '{file}：图层“{layer}”（{type}）没有读取。',
      en: '{file}: the layer "{layer}" ({type}) was left out.',
    },
  },
  'formats/write-ahead': {
    message: {
      zh: '{file} 旁边有 {log}，其中尚未写入的改动没有读取。',
      en: 'There is a {log} beside {file}; changes that only stand there were not read.',
    },
    hint: {
      zh: '在打开它的程序中关闭该文件，再导入一次。',
      en: 'Close the file in the program that has it open, and import it again.',
    },
  },
  'formats/z-dropped': {
    message: { zh: '{file} 的高程或量测值没有保留。', en: 'Heights or measures in {file} were left out.' },
  },
  'formats/open-rings': {
    message: {
      zh: '{file}：{count} 个没有闭合的环已闭合。',
      en: '{file}: {count|open ring|open rings} closed.',
    },
  },
  'formats/short-parts': {
    message: {
      zh: '{file}：{count} 个不足四点的环或不足两点的线没有保留。',
      en: '{file}: {count|ring or line|rings or lines} of too few points left out.',
    },
  },
  'formats/rings-turned': {
    message: {
      zh: '{file}：{count} 个多边形的环方向相反，已按包含关系分出外环和内环。',
      en: '{file}: rings of {count|polygon run|polygons run} the wrong way; shells and holes were told by which lies in which.',
    },
  },
  'formats/no-geometry': {
    message: { zh: '{file}：{count} 个要素没有图形。', en: '{file}: {count|feature has|features have} no geometry.' },
  },
  'formats/kinds-split': {
    message: {
      zh: '{file}：{count} 个要素混有点、线、面，已分到不同图层。',
      en: '{file}: {count|feature mixes|features mix} points, lines and polygons and went into several layers.',
    },
  },
  'formats/planned-amounts': {
    message: {
      zh: '{count} 个改动过的地块的居住人口、岗位或建筑面积由开发类型和假设推算，已按推算值写出。',
      en: '{count|changed parcel has|changed parcels have} residents, jobs or floor area by development type and assumptions; the file holds what follows from them.',
    },
  },
} as const satisfies MessageTable;
