import { type NotesByMethod, output } from './method-notes.ts';

/** Waste, energy, carbon and travel. */
export const resourceNotes: NotesByMethod = {
  'waste-balance': {
    formula:
      'G = Σ routes; diversion = (recycled + composted)/G; resourceUse = (recycled + composted + wasteToEnergy)/G; emissions = Σ t · factor',
    outputs: [
      output('generated', '产生量', 'generated', 't'),
      output('routed', '各路线之和', 'sum of the routes', 't'),
      output('gap', '物料平衡差', 'gap of the mass balance', '1'),
      output('diversion', '转移率', 'diversion', '1'),
      output('recycling', '回收利用率', 'recycling', '1'),
      output('resourceUse', '资源化利用率', 'resource use', '1'),
      output('perPersonDayKilograms', '人均日产生量，给出 people 时', 'waste per person and day, with people', 'kg'),
      output(
        'emissionsKilograms',
        '排放 emissions、减排 credits、净值 net、各路线 byRoute，给出 factors 时',
        'emissions, credits, net, byRoute; with factors',
        'kgCO2e',
      ),
    ],
  },
  'energy-account': {
    formula:
      'electricity = Σ area · intensity; net = electricity − PV; coal = electricity · kgce/kWh + gas · kgce/m³; CO₂ = net · grid + gas · factor',
    outputs: [
      output('electricity', '用电', 'electricity', 'kWh/a'),
      output('photovoltaics', '光伏', 'photovoltaics', 'kWh/a'),
      output('netElectricity', '净购电', 'net electricity', 'kWh/a'),
      output('coalEquivalent', '折标煤', 'coal equivalent', 'kgce/a'),
      output('electricityTonnes', '用电排放', 'emissions of electricity', 'tCO2/a'),
      output('gasTonnes', '用气排放', 'emissions of gas', 'tCO2/a'),
      output('totalTonnes', '总排放', 'all emissions', 'tCO2/a'),
    ],
  },
  'roof-photovoltaics': {
    formula: 'E = A · usable · η · H · PR; mean over n years: E (1 − (1 − d)ⁿ)/(n d)',
    outputs: [
      output('firstYear', '首年发电量', 'yield of the first year', 'kWh/a'),
      output('meanYear', '寿命期年均发电量', 'mean yearly yield over the life', 'kWh/a'),
    ],
  },
  'district-energy': {
    formula: 'fuel = load/((1 − loss) · efficiency) + pumping share · load',
    outputs: [output('fuel', '燃料与输送能耗', 'fuel and pumping', 'kWh')],
  },
  'vkt-change': {
    formula: 'product: Π (x₁/x₀)^e − 1; linear: Σ e (x₁/x₀ − 1); reductions held at −cap',
    outputs: [
      output('product', '乘积式变化', 'change by the product form', '1'),
      output('linear', '线性式变化', 'change by the linear form', '1'),
      output('isCapped', '降幅被限', 'a reduction was cut'),
      output('uncapped', '未限前：product、linear', 'before the cap: product, linear', '1'),
      output('vktProduct', '乘积式的车公里，给出 baseVkt 时', 'vehicle kilometres, product form, with baseVkt', 'km'),
      output('vktLinear', '线性式的车公里，给出 baseVkt 时', 'vehicle kilometres, linear form, with baseVkt', 'km'),
    ],
  },
};
