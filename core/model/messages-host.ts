import type { MessageTable } from './message.ts';

export const hostMessages = {
  'store/disk-full': {
    message: {
      zh: '“{name}”没有保存：磁盘已满。',
      en: '{name} was not saved: the disk is full.',
    },
    hint: {
      zh: '原来的文件没有改动。腾出空间后再保存，或另存到别的磁盘。',
      en: 'The file on the disk is unchanged. Free some space and save again, or save to another disk.',
    },
  },
  'store/read-only': {
    message: {
      zh: '“{name}”没有保存：这个文件或文件夹不可写。',
      en: '{name} was not saved: the file or its folder cannot be written to.',
    },
    hint: {
      zh: '另存到别的文件夹，或取消文件的“只读”属性。',
      en: 'Save it to another folder, or clear the read-only mark of the file.',
    },
  },
  'store/file-busy': {
    message: {
      zh: '“{name}”没有保存：别的程序正占用这个文件。',
      en: '{name} was not saved: another program is holding the file.',
    },
    hint: {
      zh: '多半是杀毒软件、同步盘，或打开着它的 QGIS。原来的文件没有改动；稍等或关闭那个程序后再保存。',
      en: 'Most often it is a virus scanner, a sync folder, or QGIS with the file open. The file on the disk is unchanged; wait or close that program, then save again.',
    },
  },
  'store/file-missing': {
    message: {
      zh: '找不到“{name}”：它已被移走、改名或删除。',
      en: '{name} is gone: it was moved, renamed or deleted.',
    },
    hint: { zh: '在新的位置打开它。', en: 'Open it where it is now.' },
  },
  'store/save-missing': {
    message: {
      zh: '“{name}”没有保存：它已不在原处，被移走、改名或删除了。',
      en: '{name} was not saved: it was moved, renamed or deleted meanwhile.',
    },
    hint: {
      zh: '项目还开着，没有丢失。另存到一个新的位置。',
      en: 'The project is still open and complete. Save it to a new place.',
    },
  },
  'store/folder-missing': {
    message: {
      zh: '“{name}”没有保存：文件夹已不在原处。',
      en: '{name} was not saved: its folder is no longer there.',
    },
    hint: {
      zh: '接上移动硬盘或网络盘后再保存，或另存到别的文件夹。',
      en: 'Connect the drive or network folder and save again, or save to another folder.',
    },
  },
  'store/save-failed': {
    message: { zh: '“{name}”没有保存：{reason}', en: '{name} was not saved: {reason}' },
    hint: {
      zh: '原来的文件没有改动。另存到别的文件夹。',
      en: 'The file on the disk is unchanged. Save it to another folder.',
    },
  },
  'store/read-failed': {
    message: { zh: '读不出“{name}”：{reason}', en: '{name} cannot be read: {reason}' },
    hint: {
      zh: '检查磁盘是否接好、文件是否允许读取。',
      en: 'Check that the disk is connected and that the file may be read.',
    },
  },
  'store/file-changed': {
    message: {
      zh: '“{name}”在读取途中变短了：应有 {expected} 字节，只读到 {seen} 字节。',
      en: '{name} became shorter while it was read: {seen} of {expected} bytes were there.',
    },
    hint: {
      zh: '等别的程序写完后再试一次。',
      en: 'Wait until the other program has finished writing, then try again.',
    },
  },
  'store/permission-refused': {
    message: {
      zh: '浏览器没有得到读写“{name}”的许可。',
      en: 'The browser was not given permission to use {name}.',
    },
    hint: { zh: '再打开一次并选择“允许”。', en: 'Open it again and choose to allow.' },
  },
  'store/place-unknown': {
    message: { zh: '这里不认识“{name}”的位置。', en: 'The place of {name} is not known here.' },
    hint: { zh: '用“打开”重新选择这个文件。', en: 'Choose the file again with Open.' },
  },
  'store/sample-missing': {
    message: { zh: '这份程序里没有示例城市。', en: 'This copy of the program has no sample city.' },
    hint: {
      zh: '运行 npm run build 生成它，或打开自己的项目。',
      en: 'Run npm run build to make it, or open a project.',
    },
  },
} as const satisfies MessageTable;
