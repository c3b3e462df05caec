/**
 * The part of Brotli's static dictionary (RFC 7932, appendices A and B) that the bundled fonts refer to: 74 of its 13,504 words
 * and 24 of its 121 changes to words. A test unpacks every slice of the fonts with them; a font that needs others is embedded
 * as it is.
 */

/** Number of words of a length as a power of two, by length. */
export const wordCountBits: readonly number[] = [
  0, 0, 0, 0, 10, 10, 11, 11, 10, 10, 10, 10, 10, 9, 9, 8, 7, 7, 8, 7, 7, 6, 6, 5, 5,
];

/** Words by length and place, one character per byte. */
export const dictionaryWords: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  4: {
    44: 'mark',
    56: 'used',
    123: 'feed',
    140: 'some',
    149: 'four',
    165: 'done',
    178: 'card',
    260: "$('#",
    318: 'edge',
    398: ',000',
    404: 'burn',
    451: ' && ',
    464: '\x0d\x0a\x0d\x0a',
    541: '----',
    550: 'pool',
    560: 'poll',
    583: 'iron',
    630: '_of_',
    632: '000,',
    644: 'jeff',
    656: 'bind',
    699: '000)',
    717: 'alan',
    729: '-200',
    768: '\x0d\x0a\x09\x09',
    794: '2014',
    813: '2033',
    818: '2013',
    819: '2012',
    821: '2010',
    825: '2006',
    827: '2004',
    829: '2002',
    830: '2001',
    831: '2000',
    832: '1999',
    835: '1996',
    836: '1995',
    840: '1991',
    843: '1988',
    845: '1986',
    849: '1982',
    851: '1980',
    857: '1974',
    869: '1962',
    871: '1960',
    882: '1000',
    883: '1024',
    903: 'solo',
    916: 'tres',
    924: 'unos',
  },
  5: {
    338: '//-->',
    358: 'seven',
    553: 'bible',
    600: 'FAQ</',
    660: ',000 ',
    680: '120" ',
  },
  6: {
    695: '\xe6\xb8\xb8\xe6\x88\x8f',
  },
  7: {
    150: 'already',
  },
  8: {
    123: 'vertical',
    1007: '\x07\x06\x05\x04\x03\x02\x01\x00',
    1008: '\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f',
    1010: '\x10\x11\x12\x13\x14\x15\x16\x17',
    1012: '\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f',
    1013: '\x1f\x1e\x1d\x1c\x1b\x1a\x19\x18',
    1016: '\x01\x00\x00\x00\x02\x00\x00\x00',
    1017: '\x02\x00\x00\x00\x01\x00\x00\x00',
    1019: '\xff\xff\x00\x01\x00\x00\x00\x01',
    1020: '\x00\x00\xff\xff\x00\x01\x00\x00',
    1021: '\x00\x08\x00\x08\x00\x08\x00\x08',
    1022: '\x00\x00\x00\x01\x00\x02\x00\x03',
    1023: '\x00\x04\x00\x05\x00\x06\x00\x07',
  },
  11: {
    495: 'ideological',
  },
  13: {
    373: 'effect on the',
  },
};

/** What becomes of a word: letters made large, the end cut off, something put before and after it. */
export interface WordChange {
  readonly before?: string;
  readonly after?: string;
  readonly capitals?: 'first' | 'all';
  readonly cutEnd?: number;
}

export const wordChanges: Readonly<Record<number, WordChange>> = {
  0: {},
  1: { after: ' ' },
  6: { before: ' ' },
  9: { capitals: 'first' },
  12: { cutEnd: 1 },
  19: { after: '"' },
  20: { after: '.' },
  22: { after: '\x0a' },
  23: { cutEnd: 3 },
  27: { cutEnd: 2 },
  31: { after: '. ' },
  32: { before: '.' },
  36: { after: "'" },
  42: { cutEnd: 4 },
  44: { capitals: 'all' },
  48: { cutEnd: 7 },
  57: { after: '(' },
  64: { cutEnd: 9 },
  68: { capitals: 'all', after: ' ' },
  76: { after: ',' },
  77: { before: '.', after: ' ' },
  94: { capitals: 'all', after: "'" },
  101: { capitals: 'all', after: '.' },
  103: { before: ' ', after: ',' },
};
