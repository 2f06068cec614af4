'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const at = (id) => document.getElementById(id);
  const spots = data.map.spots;
  const places = data.map.places;
  const SHOWN = 300; // entries of the list; a filter brings the others
  const FEW = 5; // below this many, a share says little and is drawn pale
  const charts = [];

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const gradeColour = (grade) => colour(grade ? grade.toLowerCase() : 'none');
  const element = (tag, text, parent) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (parent) parent.append(made);
    return made;
  };

  const people = (count) => (count === 1 ? '1 person' : `${count.toLocaleString('en')} people`);

  function chart(id, option, renderer = 'svg') {
    const place = at(id);
    if (!place) return null;
    const made = echarts.init(place, null, { renderer });
    const draw = () => made.setOption({ animation: false, textStyle: { color: colour('ink') }, ...option() }, true);
    draw();
    charts.push({ made, draw });
    return made;
  }

  // ---- the map -----------------------------------------------------------------------------------------------

  const YOU = 'you';
  const UNIT = 1000; // the library rounds the ends of lines to whole units
  const placeId = (index) => `t${index}`;
  const spotId = (index) => `p${index}`;
  let visible = spots.map((_, index) => index);
  let lit = null;

  // The nodes that a path runs through, in order: you, the person, whom they know there, the target.
  function way(index, target) {
    const spot = spots[index];
    const middle = spot.through >= 0 ? [spotId(index), spotId(spot.through)] : [spotId(index)];
    return [YOU, ...middle, placeId(target === undefined ? spot.target : target)];
  }

  const node = (id, name, x, y, size, fill, more) => ({
    id, name, x: x * UNIT, y: y * UNIT, symbolSize: size, itemStyle: { color: fill, borderColor: colour('paper'), borderWidth: size > 6 ? 1 : 0 }, ...more,
  });

  function nodes() {
    const small = visible.length > 1500;
    const sizes = { A: 13, B: 11, C: 9, '': 7 };
    const persons = visible.map((index) => {
      const spot = spots[index];
      return node(spotId(index), spot.name, spot.x, spot.y, small ? 5 : sizes[spot.grade], gradeColour(spot.grade), { spot: index });
    });
    const targets = places.map((place, index) => node(placeId(index), place.name, place.x, place.y, place.people ? 18 : 10,
      colour('target'), { place: index, symbol: 'roundRect', label: { show: places.length <= 60, position: 'top', distance: 4, formatter: '{b}', width: 110, overflow: 'truncate' } }));
    const others = at('everyone').checked
      ? data.map.others.map(([x, y], index) => node(`o${index}`, '', x, y, 2.5, colour('none'), { silent: true, tooltip: { show: false } }))
      : [];
    return [...others, ...persons, ...targets, node(YOU, 'You', 0, 0, 26, colour('ink'), { label: { show: true, position: 'inside', formatter: 'You', color: colour('paper'), fontSize: 11 } })];
  }

  function links() {
    const made = new Map();
    const style = { 'works there now': 'solid', 'worked there': 'dashed' };
    for (const index of visible) {
      const ids = way(index);
      for (let step = 0; step + 1 < ids.length; step += 1) {
        const key = `${ids[step]}>${ids[step + 1]}`;
        if (!made.has(key)) made.set(key, { source: ids[step], target: ids[step + 1], lineStyle: { type: style[spots[index].path] || 'dotted' } });
      }
    }
    return [...made.values()];
  }

  function mapOption() {
    const present = nodes();
    const ids = new Set(present.map((one) => one.id));
    return {
      tooltip: { renderMode: 'richText', confine: true, formatter: (point) => (point.dataType === 'edge' ? '' : point.name) },
      series: [{
        type: 'graph', layout: 'none', preserveAspect: true, roam: true, scaleLimit: { min: 0.5, max: 12 }, left: 60, right: 60, top: 40, bottom: 40,
        data: present, links: links().filter((one) => ids.has(one.source) && ids.has(one.target)),
        label: { color: colour('ink'), fontSize: 12 }, lineStyle: { color: colour('none'), opacity: visible.length > 1500 ? 0.12 : 0.35, width: 1 },
        emphasis: { focus: 'none', scale: 1.5, itemStyle: { color: colour('way') }, lineStyle: { color: colour('way'), width: 3, opacity: 1 },
          label: { show: true, formatter: '{b}', color: colour('ink'), fontWeight: 'bold', textBorderColor: colour('paper'), textBorderWidth: 3, position: 'top' } },
      }],
    };
  }

  const network = chart('network', mapOption, 'canvas');

  function light(ids) {
    const wanted = new Set(ids);
    const steps = new Set();
    const option = network.getOption().series[0];
    if (lit) network.dispatchAction({ type: 'downplay', seriesIndex: 0 });
    if (lit) network.dispatchAction({ type: 'downplay', seriesIndex: 0, dataType: 'edge' });
    lit = ids.length ? ids : null;
    if (!lit) return;
    const points = [];
    option.data.forEach((one, index) => { if (wanted.has(one.id)) points.push(index); });
    const lines = [];
    option.links.forEach((one, index) => { if (wanted.has(one.source) && wanted.has(one.target)) lines.push(index); });
    lines.forEach((index) => steps.add(index));
    network.dispatchAction({ type: 'highlight', seriesIndex: 0, dataIndex: points });
    network.dispatchAction({ type: 'highlight', seriesIndex: 0, dataType: 'edge', dataIndex: [...steps] });
  }

  function tellPerson(index) {
    const spot = spots[index];
    const told = at('told');
    told.replaceChildren();
    element('h3', spot.name, told);
    const known = spot.grade ? `You know them: ${spot.grade}` : 'Not graded';
    element('p', `${places[spot.target].name}: ${spot.path}. ${known}. Rank ${spot.rank}, ${spot.status}.`, told);
    if (spot.through >= 0) element('p', `Through ${spots[spot.through].name}.`, told);
    element('p', spot.why, told);
    if (spot.ask) element('p', `Ask: ${spot.ask}`, told);
    if (spot.also.length) element('p', `Also useful for ${spot.also.map((one) => places[one].name).join(', ')}.`, told);
    light([...way(index), ...spot.also.map(placeId)]);
  }

  function tellTarget(index) {
    const told = at('told');
    const here = visible.filter((one) => spots[one].target === index);
    told.replaceChildren();
    element('h3', places[index].name, told);
    element('p', here.length ? `${people(here.length)} on the list ${here.length === 1 ? 'leads' : 'lead'} here:` : 'Nobody on the list leads here.', told);
    const names = element('ul', '', told);
    here.slice(0, 20).forEach((one) => element('li', `${spots[one].name}, ${spots[one].path}`, names));
    light([...new Set(here.flatMap((one) => way(one)))]);
  }

  // ---- the list beside it --------------------------------------------------------------------------------------

  let active = -1;

  function fillList() {
    const list = at('people');
    list.replaceChildren();
    active = -1;
    list.removeAttribute('aria-activedescendant');
    for (const index of visible.slice(0, SHOWN)) {
      const item = element('li', spots[index].name, list);
      element('small', `${spots[index].path}, ${places[spots[index].target].name}`, item);
      item.id = `person-${index}`;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      item.dataset.spot = index;
    }
    const hidden = visible.length - Math.min(visible.length, SHOWN);
    at('count').textContent = `${people(visible.length)}${hidden ? `; the first ${SHOWN} stand here, narrow it to see others` : ''}`;
  }

  function choose(position) {
    const list = at('people');
    if (!list.children.length) return;
    if (list.children[active]) list.children[active].setAttribute('aria-selected', 'false');
    active = Math.max(0, Math.min(position, list.children.length - 1));
    const item = list.children[active];
    item.setAttribute('aria-selected', 'true');
    list.setAttribute('aria-activedescendant', item.id);
    item.scrollIntoView({ block: 'nearest' });
    tellPerson(Number(item.dataset.spot));
  }

  const KEYS = { ArrowDown: () => active + 1, ArrowUp: () => active - 1, Home: () => 0, End: () => Infinity, PageDown: () => active + 10, PageUp: () => active - 10 };
  at('people').addEventListener('keydown', (event) => {
    if (!KEYS[event.key]) return;
    event.preventDefault();
    choose(KEYS[event.key]());
  });
  at('people').addEventListener('focus', () => { if (active < 0) choose(0); });
  at('people').addEventListener('click', (event) => {
    const item = event.target.closest('li');
    if (item) choose([...at('people').children].indexOf(item));
  });

  function select(index) {
    const item = at(`person-${index}`);
    if (item) choose([...at('people').children].indexOf(item));
    else tellPerson(index);
  }

  network.on('mouseover', { dataType: 'node' }, (point) => {
    if (point.data.spot !== undefined) tellPerson(point.data.spot);
    else if (point.data.place !== undefined) tellTarget(point.data.place);
  });
  network.on('click', { dataType: 'node' }, (point) => { if (point.data.spot !== undefined) select(point.data.spot); });
  network.on('mouseout', { dataType: 'node' }, () => { if (active < 0) light([]); });

  // ---- filters -------------------------------------------------------------------------------------------------

  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

  function filter() {
    const wanted = plain(at('find').value.trim());
    const target = at('by-target').value;
    const path = at('by-path').value;
    const grades = new Set([...document.querySelectorAll('input[name=grade]:checked')].map((box) => box.value));
    visible = spots.map((_, index) => index).filter((index) => {
      const spot = spots[index];
      return grades.has(spot.grade) && (!target || spot.target === Number(target)) && (!path || spot.path === path)
        && (!wanted || plain(spot.name).includes(wanted));
    });
    lit = null;
    network.setOption({ animation: false, textStyle: { color: colour('ink') }, ...mapOption() }, true);
    fillList();
    at('told').replaceChildren();
  }

  places.forEach((place, index) => { if (place.people) element('option', place.name, at('by-target')).value = index; });
  [...new Set(spots.map((spot) => spot.path))].sort().forEach((path) => { element('option', path, at('by-path')).value = path; });
  document.querySelectorAll('.filters input, .filters select').forEach((one) => one.addEventListener(one.type === 'search' ? 'input' : 'change', filter));
  fillList();

  // ---- the figures ---------------------------------------------------------------------------------------------

  const quietAxis = () => ({ axisLabel: { color: colour('quiet') }, axisLine: { lineStyle: { color: colour('line') } }, splitLine: { lineStyle: { color: colour('line') } } });
  const names = (list) => ({ type: 'category', inverse: true, data: list, ...quietAxis(), splitLine: { show: false }, axisTick: { show: false }, axisLabel: { color: colour('ink'), width: 150, overflow: 'truncate' } });
  const counts = () => ({ type: 'value', minInterval: 1, ...quietAxis() });
  const described = (text) => ({ enabled: true, label: { description: text } });

  const covered = data.coverage.slice(0, 40);
  if (at('coverage-chart')) at('coverage-chart').style.height = `${Math.max(9, 4 + covered.length * 1.7)}rem`;
  chart('coverage-chart', () => ({
    aria: described('People at each target; the figures stand below in a table'),
    tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' } },
    legend: { top: 0, textStyle: { color: colour('ink') } },
    grid: { left: 8, right: 16, top: 34, bottom: 4, containLabel: true },
    xAxis: counts(), yAxis: names(covered.map((one) => one.target)),
    series: [['Work there now', 'insiders', 'now'], ['Worked there', 'former', 'former'], ['Other ways', 'bridges', 'other']].map(([name, key, shade]) => ({
      name, type: 'bar', stack: 'all', barMaxWidth: 18, itemStyle: { color: colour(shade) }, data: covered.map((one) => one[key]) })),
  }));

  chart('funnel-chart', () => ({
    aria: described('How many people reached each step; the figures stand below in a table'),
    grid: { left: 8, right: 48, top: 8, bottom: 4, containLabel: true },
    xAxis: counts(), yAxis: names(data.funnel.map((one) => one.name)),
    series: [{ type: 'bar', barMaxWidth: 24, itemStyle: { color: colour('b') }, data: data.funnel.map((one) => one.people), label: { show: true, position: 'right', color: colour('ink') } }],
  }));

  const rates = [...data.by_grade.filter((one) => one.written).map((one) => ({ ...one, group: `Know them: ${one.group}` })), ...data.by_path];
  chart('replies-chart', () => ({
    aria: described('Share of people who answered, by how well you know them and by path; the figures stand below in a table'),
    grid: { left: 8, right: 72, top: 8, bottom: 4, containLabel: true },
    xAxis: { type: 'value', max: 100, ...quietAxis(), axisLabel: { formatter: '{value} %', color: colour('quiet') } }, yAxis: names(rates.map((one) => one.group)),
    series: [{ type: 'bar', barMaxWidth: 20, data: rates.map((one) => ({ value: Math.round((100 * one.answered) / one.written), itemStyle: { color: colour(one.written < FEW ? 'none' : 'b') } })),
      label: { show: true, position: 'right', color: colour('ink'), formatter: (point) => `${rates[point.dataIndex].answered} of ${rates[point.dataIndex].written}` } }],
  }));

  // ---- merges --------------------------------------------------------------------------------------------------

  const picker = at('join');
  if (picker) data.joins.forEach((one, index) => { element('option', `${one.person} (${one.left} = ${one.right}, ${one.weight.toFixed(1)} bits)`, picker).value = index; });

  function waterfall() {
    const join = data.joins[picker.value || 0];
    let total = 0;
    const bars = join.bars.map((bar) => { const from = total; total += bar.weight; return { ...bar, from, to: total }; });
    bars.push({ what: 'All together', left: '', right: '', weight: total, from: 0, to: total, sum: true });
    const values = (bar) => (bar.left || bar.right ? `\n${bar.left || '(blank)'} / ${bar.right || '(blank)'}` : '');
    return {
      aria: described(`Why these records are one person: ${bars.map((bar) => `${bar.what} ${bar.weight.toFixed(1)} bits`).join(', ')}`),
      tooltip: { renderMode: 'richText', confine: true, formatter: (point) => { const bar = bars[point.dataIndex]; return `${bar.what}: ${bar.weight >= 0 ? '+' : ''}${bar.weight.toFixed(1)} bits${values(bar)}`; } },
      grid: { left: 8, right: 56, top: 8, bottom: 28, containLabel: true },
      xAxis: { type: 'value', name: 'bits', nameLocation: 'middle', nameGap: 22, ...quietAxis() }, yAxis: names(bars.map((bar) => bar.what)),
      series: [{ type: 'custom', encode: { x: [1, 2], y: 0 }, data: bars.map((bar, index) => [index, bar.from, bar.to]),
        renderItem: (_, api) => {
          const bar = bars[api.value(0)];
          const start = api.coord([Math.min(bar.from, bar.to), api.value(0)]);
          const end = api.coord([Math.max(bar.from, bar.to), api.value(0)]);
          const height = Math.min(20, api.size([0, 1])[1] * 0.6);
          const shade = bar.sum ? 'target' : bar.weight >= 0 ? 'b' : 'way';
          return { type: 'group', children: [
            { type: 'rect', shape: { x: start[0], y: start[1] - height / 2, width: Math.max(1, end[0] - start[0]), height }, style: { fill: colour(shade) } },
            { type: 'text', x: end[0] + 5, y: start[1], style: { text: `${bar.weight >= 0 ? '+' : ''}${bar.weight.toFixed(1)}`, fill: colour('ink'), verticalAlign: 'middle', fontSize: 12 } },
          ] };
        } }],
    };
  }
  if (picker) {
    chart('join-chart', waterfall);
    picker.addEventListener('change', () => charts.at(-1).draw());
  }

  // ---- size, theme, paper --------------------------------------------------------------------------------------

  const resize = () => charts.forEach(({ made }) => made.resize());
  const redraw = () => charts.forEach(({ draw }) => draw());
  addEventListener('resize', resize);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  addEventListener('beforeprint', () => { document.querySelectorAll('details').forEach((one) => { one.open = true; }); resize(); });
})();
