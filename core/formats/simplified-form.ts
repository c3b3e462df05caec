/** Traditional characters that occur in planning data, and their simplified forms in the same order. */
const traditional =
  '標稱編號積樓層類別寬線車築綠業設園學醫運鐵圍區樹時間測數開範級種態見內單戶處實際' +
  '點構農廣場機關鄉莊團體專橋溝濱墳電護風災遊劃畫蹟庫倉儲幹輪軌應養衛產營鎮縣兒務圖' +
  '書館貫診門療閱覽劇動難險環轉貿鮮帶狀離騎輕碼頭辦寫鋪賓廠閒術藝殯軍監裏';
const simple =
  '标称编号积楼层类别宽线车筑绿业设园学医运铁围区树时间测数开范级种态见内单户处实际' +
  '点构农广场机关乡庄团体专桥沟滨坟电护风灾游划划迹库仓储干轮轨应养卫产营镇县儿务图' +
  '书馆贯诊门疗阅览剧动难险环转贸鲜带状离骑轻码头办写铺宾厂闲术艺殡军监里';

const simplified = new Map(Array.from(traditional, (character, place) => [character, simple[place]!]));

/** A text with simplified characters in place of the traditional ones that occur in planning data. */
export function simplifiedForm(text: string): string {
  let form = '';
  for (const character of text) form += simplified.get(character) ?? character;
  return form;
}
