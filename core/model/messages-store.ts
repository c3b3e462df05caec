import type { MessageTable } from './message.ts';

export const storeMessages = {
  'store/not-sqlite': {
    message: {
      zh: '{file} 不是城织项目：开头不是 SQLite 数据库，而是“{seen}”。',
      en: '{file} is not a Cityloom project: it does not start as a SQLite database does, but with "{seen}".',
    },
    hint: {
      zh: '项目文件的扩展名是 .gpkg。其他格式的数据请用“导入”。',
      en: 'Project files end in .gpkg. Bring data of other formats in with Import.',
    },
  },
  'store/truncated': {
    message: {
      zh: '{file} 不完整：应有 {expected} 字节，实有 {found} 字节。',
      en: '{file} is incomplete: it has {found} bytes of {expected}.',
    },
    hint: {
      zh: '文件可能没有复制或下载完。重新复制，或打开它的备份。',
      en: 'It may not have been copied or downloaded to its end. Copy it again, or open its backup.',
    },
  },
  'store/damaged': {
    message: { zh: '{file} 已损坏：{reason}', en: '{file} is damaged: {reason}' },
    hint: {
      zh: '打开它的备份。没有改动这个文件。',
      en: 'Open its backup. The file was not changed.',
    },
  },
  'store/not-geopackage': {
    message: {
      zh: '{file} 是 SQLite 数据库，但不是 GeoPackage：没有 gpkg_contents 表。',
      en: '{file} is a SQLite database but not a GeoPackage: it has no table gpkg_contents.',
    },
    hint: { zh: '选择城织项目（.gpkg）。', en: 'Choose a Cityloom project (.gpkg).' },
  },
  'store/not-project': {
    message: {
      zh: '{file} 是 GeoPackage，但不是城织项目。',
      en: '{file} is a GeoPackage but not a Cityloom project.',
    },
    hint: {
      zh: '新建项目，再把它导入。原文件不会被改动。',
      en: 'Create a project and import it. The file itself stays as it is.',
    },
  },
  'store/newer-file': {
    message: {
      zh: '这个项目由更新的版本保存（格式 {found}），本程序只认识到格式 {known}。',
      en: 'This project was saved by a newer version (format {found}); this program knows formats up to {known}.',
    },
    hint: {
      zh: '更新城织后再打开。没有改动这个文件。',
      en: 'Update Cityloom and open it again. The file was not changed.',
    },
  },
  'store/export-in-transaction': {
    message: {
      zh: '改动进行到一半时不能保存。',
      en: 'The project cannot be saved in the middle of a change.',
    },
  },
  'store/document-unreadable': {
    message: {
      zh: '项目中的一份记录无法读取：格式 {found}，应为 {expected}。',
      en: 'A record in the project cannot be read: its format is {found} instead of {expected}.',
    },
    hint: { zh: '更新城织，或打开备份。', en: 'Update Cityloom, or open a backup.' },
  },
  'store/geometry-blob': {
    message: {
      zh: '几何不是 GeoPackage 的二进制形式。',
      en: 'A geometry is not in the binary form of GeoPackage.',
    },
  },
  'store/feature-repeated': {
    message: {
      zh: '图层“{layer}”中要素编号 {feature} 出现了不止一次。',
      en: 'Layer "{layer}" has the feature id {feature} more than once.',
    },
    hint: { zh: '每个要素要有自己的编号。', en: 'Every feature needs an id of its own.' },
  },
  'store/geometry-left-out': {
    message: {
      zh: '图层“{layer}”有 {count} 个要素的几何无法全部读取，读不出的部分已略去。',
      en: 'Layer "{layer}": the geometry of {count|feature|features} cannot be read in full; what cannot be read is left out.',
    },
    hint: {
      zh: '这些要素由其他程序写入。在那个程序中检查几何类型。',
      en: 'Another program wrote them. Check their geometry type there.',
    },
  },
  'store/migrated': {
    message: {
      zh: '项目从格式 {from} 升级到格式 {to}。保存前，原文件不变。',
      en: 'The project was brought from format {from} to format {to}. The file stays as it is until you save.',
    },
  },
  'store/spatial-index-removed': {
    message: {
      zh: '其他程序为“{table}”建了空间索引，它会妨碍编辑，已在打开的副本中移除。保存前，原文件不变。',
      en: 'Another program had added a spatial index to "{table}". It prevents edits and was removed from the opened copy. The file stays as it is until you save.',
    },
    hint: {
      zh: '城织有自己的索引。需要时可在 QGIS 中重新创建。',
      en: 'Cityloom has an index of its own. QGIS can create its index again.',
    },
  },
  'store/write-ahead': {
    message: {
      zh: '上次写这个文件的程序没有正常结束，它最后的改动可能还在旁边的 -wal 文件里，没有读到。',
      en: 'The program that last wrote this file did not finish: its last changes may still be in the -wal file beside it and were not read.',
    },
    hint: {
      zh: '如果旁边有 -wal 文件，先用那个程序（如 QGIS）打开并关闭项目，再在这里打开。',
      en: 'If there is a -wal file beside it, open and close the project in that program (such as QGIS), then open it here.',
    },
  },
  'store/id-given': {
    message: {
      zh: '图层“{layer}”中有 {count} 个要素由其他程序添加，没有编号，已补上。',
      en: 'Layer "{layer}": {count|feature was|features were} added by another program without an id and got one.',
    },
  },
  'store/id-repeated': {
    message: {
      zh: '图层“{layer}”中有 {count} 个要素的编号与别的要素相同（多为复制所致），已换新编号。',
      en: 'Layer "{layer}": {count|feature|features} had the id of another one, as copies do, and got a new one.',
    },
  },
  'store/number-followed': {
    message: {
      zh: '图层“{layer}”有 {count} 个要素在其他程序中换了序号，情景中的改动已随之对应。',
      en: 'Layer "{layer}": {count|feature|features} got another number in another program; the changes of scenarios follow.',
    },
  },
  'store/layer-missing': {
    message: {
      zh: '图层“{layer}”的表“{table}”已被其他程序删除或改名，图层已从项目中移除。',
      en: 'The table "{table}" of layer "{layer}" was deleted or renamed by another program; the layer was removed from the project.',
    },
    hint: {
      zh: '不要保存，打开备份；或把改名后的表导入为新图层。',
      en: 'Open a backup without saving this one, or import the renamed table as a new layer.',
    },
  },
  'store/field-added': {
    message: {
      zh: '图层“{layer}”增加了其他程序添加的字段“{field}”。',
      en: 'Layer "{layer}" got the field "{field}", which another program had added.',
    },
  },
  'store/field-restored': {
    message: {
      zh: '图层“{layer}”的字段“{field}”已被其他程序删除，已重新建立，内容为空。',
      en: 'The field "{field}" of layer "{layer}" was deleted by another program; it was created again and is empty.',
    },
  },
  'store/foreign-tables': {
    message: {
      zh: '文件中有 {count} 个其他程序添加的图层，不属于项目：{tables}',
      en: 'The file holds {count|layer|layers} that another program added and that the project does not know: {tables}',
    },
    hint: { zh: '要使用它们，请导入本文件。', en: 'To use them, import this file.' },
  },
  'store/journal-incomplete': {
    message: {
      zh: '上次没有正常退出。最后一步没有写完，没有恢复；之前的 {count} 步都已恢复。',
      en: 'The program had not ended properly. The last step was not written to its end and is not restored; {count|step before it was|steps before it were}.',
    },
  },
  'store/journal-replayed': {
    message: {
      zh: '上次没有正常退出，已恢复未保存的 {count} 步。',
      en: 'The program had not ended properly; {count|unsaved step was|unsaved steps were} restored.',
    },
  },
  'store/journal-empty': {
    message: {
      zh: '没有可恢复的内容：{file} 从未保存，恢复日志也是空的。',
      en: 'There is nothing to restore: {file} was never saved, and its recovery journal is empty.',
    },
  },
  'store/journal-stopped': {
    message: {
      zh: '恢复在“{step}”这一步停下，这一步和之后的没有恢复：{reason}',
      en: 'Restoring stopped at "{step}"; this step and those after it are not restored: {reason}',
    },
    hint: { zh: '检查之前的内容后再保存。', en: 'Check what is there before you save.' },
  },
  'store/journal-other-copy': {
    message: {
      zh: '恢复日志属于这个项目的另一份副本，没有使用。',
      en: 'The recovery journal belongs to another copy of this project and was not used.',
    },
    hint: {
      zh: '日志仍保留在原处。打开它所属的副本即可恢复。',
      en: 'The journal is still there. Open the copy it belongs to in order to restore it.',
    },
  },
  'store/history-shortened': {
    message: {
      zh: '撤销历史已满，最早的 {count} 步不能再撤销。',
      en: 'The history is full: the oldest {count|step|steps} can no longer be undone.',
    },
  },
} as const satisfies MessageTable;
