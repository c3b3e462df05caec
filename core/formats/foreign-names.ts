import type { RoleId } from '#core/model/role.ts';

/**
 * Names in French, German, Italian, Spanish, Portuguese, Russian, Japanese and Korean data, in the form of `nameForm`: lower
 * case, simplified characters, without accents and separators.
 */

/** Words in names of files and layers that tell a role. Short words have to be all of the name. */
export const foreignRoleWords: Readonly<Partial<Record<RoleId, RegExp>>> = {
  'transit-stop':
    /fermat[ae]|stazion[ei]|haltestelle|bahnhof|^arrets?|paradas?$|estacion|estaca[ot]|останов|станци|バス停|駅|정류장|지하철역/,
  population: /popolazion|poblacion|populaca|bevolkerung|einwohner|населени|인구/,
  'green-space':
    /parchi|^parco|giardin|verdepubblic|espacesvert|jardin|grunflach|grunanlag|spielplatz|zonasverd|areasverd|jardim|парк[иов]*$|сквер|озеленен|녹지|공원/,
  water:
    /acque|fium[ei]|lagh[oi]|^eaux?$|coursdeau|gewasser|flusse?$|hidrograf|водоем|водны|^реки$|озер|河川|湖沼|하천|호수/,
  building: /edific|batiment|gebaud|gebaeude|immeuble|fabbricat|hausumring|bebauung|здани|строени|建物|건물|건축물/,
  street:
    /^strad[ae]|^vie$|viabilit|viario|voirie|^rues?$|tronconderoute|stra(?:ss|ß)e|^wege$|^calles?$|carreter|callejer|^ruas?$|logradour|улиц|дорог|도로/,
  tree: /alber[oi]|^arbres?|baumkataster|^baume?$|arbol|arvore|деревь|树木|街路树|수목|가로수/,
  facility:
    /scuol|ospedal|ecoles?|hopita|schulen?$|krankenh|escuela|colegio|школ|больниц|детски[ей]сад|학교|병원|어린이집/,
  boundary: /confin[ei]|perimetr|^limit[ei]s?|grenzen?$|gemarkung|границ|行政区|境界|경계|행정구역/,
  parcel:
    /particell|catast|flurstuck|liegenschaft|bebauungsplan|lotissement|occupationdusol|usodelsuolo|usodelsuelo|usodosolo|^lotes?$|^lotti$|участ|землепольз|地番|地籍|필지|지적|토지/,
};

type Names = Readonly<Partial<Record<RoleId, Readonly<Record<string, readonly string[]>>>>>;

const floorCounts = [
  'piani',
  'numpiani',
  'npiani',
  'etages',
  'nbetages',
  'nbreetages',
  'nombredetages',
  'geschosse',
  'geschosszahl',
  'anzahlgeschosse',
  'vollgeschosse',
  'stockwerke',
  'pisos',
  'numpisos',
  'plantas',
  'numplantas',
  'andares',
  'pavimentos',
  'этажность',
  'этажей',
  'этажи',
  '階数',
  '地上階数',
  '층수',
  '지상층수',
];

const heights = ['altezza', 'hauteur', 'hohe', 'hoehe', 'gebaudehohe', 'altura', 'высота', '高さ', '높이'];
const people = [
  'abitanti',
  'popolazione',
  'habitants',
  'einwohner',
  'poblacion',
  'habitantes',
  'populacao',
  'население',
  '인구',
  '인구수',
];
const called = [
  'nome',
  'nom',
  'bezeichnung',
  'nombre',
  'denominazione',
  'denominacion',
  'название',
  'наименование',
  '名前',
  '이름',
  '명칭',
];

/** Names under which a canonical field goes in such files. */
export const foreignSynonyms: Names = {
  parcel: {
    land_use: [
      'destinazione',
      'destinazioneuso',
      'usosuolo',
      'usodelsuolo',
      'zonizzazione',
      'occupation',
      'nutzung',
      'nutzungsart',
      'flachennutzung',
      'usosuelo',
      'usodelsuelo',
      'usodosolo',
      'zonificacion',
      'видиспользования',
      'разрешенноеиспользование',
    ],
    far: ['indiceedificabilita', 'cos', 'gfz', 'geschossflachenzahl', 'edificabilidad'],
    building_coverage: ['rapportocopertura', 'ces', 'grz', 'grundflachenzahl', 'ocupacion'],
    residents: people,
  },
  building: {
    use: [
      'uso',
      'usage',
      'usage1',
      'destinazione',
      'destinazioneuso',
      'nutzung',
      'gebaudefunktion',
      'gebaudenutzung',
      'funktion',
      'назначение',
      '용도',
      '주용도',
    ],
    floors: floorCounts,
    height: heights,
    floor_area: ['geschossflache', 'bgf', 'surfaceplancher', 'superficieconstruida', '延床面积', '연면적'],
    year: [
      'anno',
      'annocostruzione',
      'annee',
      'anneeconstruction',
      'baujahr',
      'anoconstruccion',
      'годпостройки',
      '筑年',
      '建筑年',
    ],
  },
  street: {
    name: [...called, 'nomevia', 'nomrue', 'strassenname', 'nombrevia'],
    class: ['classe', 'klasse', 'clase', 'tipo', 'straßenklasse', 'strassenklasse', 'категория'],
    width: ['larghezza', 'largeur', 'breite', 'ancho', 'anchura', 'largura', 'ширина', '幅員', '폭'],
    speed: ['velocita', 'vitesse', 'geschwindigkeit', 'velocidad', 'velocidade', 'скорость'],
  },
  'transit-stop': { name: called },
  'transit-line': { name: called },
  'green-space': { name: called, kind: ['tipo', 'art', 'тип'] },
  facility: { name: called, kind: ['tipo', 'art', 'тип', '种别', '종류'] },
  water: { name: called },
  boundary: { name: called },
  tree: { height: heights },
  population: {
    residents: people,
    households: ['famiglie', 'menages', 'haushalte', 'hogares', 'familias', '世帯数', '세대수'],
  },
};
