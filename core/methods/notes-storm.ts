import { type NotesByMethod, output } from './method-notes.ts';

/** Storm water. */
export const stormNotes: NotesByMethod = {
  'scs-runoff': {
    formula:
      'S = 25400/CN − 254 mm (1000/CN − 10 in); Ia = λ S; Q = (P − Ia)²/(P − Ia + S), 0 while P ≤ Ia; AMC I: 4.2 CN/(10 − 0.058 CN), III: 23 CN/(10 + 0.13 CN)',
    outputs: [
      output('unit', '雨量单位，mm 或 in', 'unit of depths, mm or in'),
      output('curveNumber', '该湿度下的曲线数', 'curve number under the moisture condition', '1'),
      output('storage', '蓄水量 S，以 unit 计', 'storage S, in unit'),
      output('initialAbstraction', '初损 Ia，以 unit 计', 'initial abstraction Ia, in unit'),
      output('runoff[]', '各场径流深，以 unit 计', 'runoff of each storm, in unit'),
      output('runoffMillimetres[]', '各场径流深', 'runoff of each storm', 'mm'),
    ],
  },
  'curve-number': {
    formula: 'CNp = Σ A CN/Σ A; CNc = CNp + Pimp/100 (98 − CNp)(1 − 0.5 R), R only up to 30 % impervious',
    outputs: [
      output('pervious', '透水面曲线数 CNp', 'curve number of pervious land CNp', '1'),
      output('composite', '综合曲线数 CNc', 'composite curve number CNc', '1'),
      output('rounded', '取整的综合曲线数', 'composite number, rounded', '1'),
      output('unconnectedCounts', 'R 是否起作用', 'whether R counts'),
      output('runoff', '径流深，以 unit 计；给出 rain 时才有', 'runoff in unit; with rain only'),
      output('runoffMillimetres', '径流深；给出 rain 时才有', 'runoff; with rain only', 'mm'),
    ],
  },
  'storm-intensity': {
    formula: 'q = 167 A₁ (1 + C lg P)/(t + b)^n',
    outputs: [output('litresPerSecondHectare', '暴雨强度', 'intensity', 'L/(s.ha)')],
  },
  'rational-peak': {
    formula: 'Q = ψ q F/1000 (L/(s·ha), ha); Q = C i A/360 (mm/h, ha); Q = C i A ft³/s (in/h, acre)',
    outputs: [
      output('cubicMetresPerSecond', '洪峰流量', 'peak flow', 'm3/s'),
      output('cubicFeetPerSecond', '洪峰流量，英制时才有', 'peak flow, with in/h only', 'ft3/s'),
    ],
  },
  'volume-capture': {
    formula:
      'VCR(H) = [Σ_{k≤i} X_k + H (N − i)]/Σ X, X ascending without days ≤ threshold and snow; H(VCR) its inverse',
    outputs: [
      output('days', '计入的降雨日数', 'days that count'),
      output('totalMillimetres', '计入的总雨量', 'rain of those days', 'mm'),
      output('ratios[]', '各 depths 的控制率', 'capture ratio of each of depths', '1'),
      output('designMillimetres[]', '各 targets 的设计降雨量', 'design rainfall of each of targets', 'mm'),
    ],
  },
  'storage-volume': {
    formula: 'V = 10 H φ F, φ = Σ A φᵢ/Σ A',
    outputs: [
      output('hectares', '汇水面积 F', 'catchment F', 'ha'),
      output('coefficient', '综合雨量径流系数 φ', 'volumetric coefficient φ', '1'),
      output('cubicMetres', '调蓄容积 V', 'storage V', 'm3'),
    ],
  },
  'achieved-capture': {
    formula: 'H = V/(10 φ F); ratio = Σ F VCR(H)/Σ F',
    outputs: [
      output('catchments[].rainfall', '可容纳雨量 H', 'rain that is held H', 'mm'),
      output('catchments[].ratio', '控制率', 'capture ratio', '1'),
      output('ratio', '整体控制率，按面积加权', 'ratio of the whole, weighted by area', '1'),
    ],
  },
  'fill-depressions': {
    formula: 'filled = Priority-Flood(elevations); depth = filled − elevations; volume = Σ depth · cellMetres²',
    outputs: [
      output('filled[][]', '填洼后高程', 'filled elevations', 'm'),
      output('depth[][]', '水深', 'depth', 'm'),
      output(
        'depressions[]',
        '洼地：cells、squareMetres、maximumDepth（m）、volume（m³）、level（m）',
        'depressions: cells, squareMetres, maximumDepth (m), volume (m³), level (m)',
      ),
      output('maximumDepth', '最大水深', 'greatest depth', 'm'),
      output('volume', '总体积', 'total volume', 'm3'),
      output('wetCells', '有水的格数', 'cells with water'),
      output('cellsAbove[]', '水深大于各 thresholds 的格数', 'cells deeper than each of thresholds'),
      output('noise', '因不超过高程误差而剔除的洼地数', 'depressions left out as error of the elevations'),
    ],
  },
};
