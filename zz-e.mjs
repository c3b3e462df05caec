import * as echarts from 'echarts/core';
import {BarChart,LineChart,ScatterChart} from 'echarts/charts';
import {GridComponent,MarkLineComponent} from 'echarts/components';
import {SVGRenderer} from 'echarts/renderers';
echarts.use([BarChart,LineChart,ScatterChart,GridComponent,MarkLineComponent,SVGRenderer]);
const c=echarts.init(null,null,{renderer:'svg',ssr:true,width:400,height:200});
c.setOption({animation:false,silent:true,textStyle:{fontFamily:'Noto Sans SC'},grid:{left:40,top:10,right:10,bottom:30},xAxis:{type:'category',data:['甲','乙']},yAxis:{type:'value'},series:[{type:'bar',data:[1,2],silent:true,emphasis:{disabled:true},label:{show:true,position:'top',formatter:'A'}},{type:'line',symbol:'triangle',data:[2,1],emphasis:{disabled:true},endLabel:{show:true,formatter:'B'}}]});
console.log(c.renderToSVGString());
