// Plots, drawn from the data that the page carries. Each has a name for screen readers and the table below it holds the same.
"use strict";
(() => {
  // Okabe and Ito (2008): eight colours that most colour-blind readers tell apart; grey is for what is not recorded.
  const colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7a5195"];
  const unknown = "side not recorded";
  const scale = (sides) => ({
    domain: sides,
    range: sides.map((side, i) => (side === unknown ? "#8a8a94" : colours[(sides.includes(unknown) && sides.indexOf(unknown) < i ? i - 1 : i) % colours.length])),
  });
  const short = (words, length = 46) => (words.length > length ? words.slice(0, length - 1) + "…" : words);
  const common = { className: "plot", style: { background: "transparent", fontFamily: "inherit", fontSize: "12px", overflow: "visible" } };
  const si = (value) => d3.format("~s")(value); // a scale's own format would give all ticks the prefix of the largest
  const log = (values) => {
    const found = values.filter((v) => v > 0);
    return found.length && Math.max(...found) / Math.min(...found) > 30;
  };
  // Round numbers of an axis by orders of magnitude, inside its ends; on a phone the powers of ten, where there are two.
  function ticksWithin(from, to, narrow) {
    const found = d3.range(0, 13).flatMap((n) => [10 ** n, 3 * 10 ** n]).filter((t) => t >= from && t <= to);
    const tens = found.filter((t) => Number.isInteger(Math.log10(t)));
    return narrow && tens.length > 1 ? tens : found;
  }

  const told = (d) => `${d.speaker}: “${d.words}”${d.denied ? " (denied or not asserted)" : ""}`;

  function legend(sides, colour) {
    const list = document.createElement("ul");
    list.className = "swatches";
    for (const side of sides) {
      const item = document.createElement("li");
      const svg = d3.create("svg").attr("width", 12).attr("height", 12).attr("aria-hidden", "true");
      svg.append("circle").attr("cx", 6).attr("cy", 6).attr("r", 5).attr("fill", colour.range[colour.domain.indexOf(side)]);
      item.append(svg.node(), " " + side);
      list.append(item);
    }
    return list;
  }

  function dots(canvas, data) {
    const rows = data.claims.map((d) => ({ ...d, at: d.low ?? d.high }));
    if (!rows.length) { canvas.textContent = "No numbers to draw."; return; }
    const sides = [...new Set(rows.map((d) => d.side))].sort();
    const order = [...new Set(rows.map((d) => d.figure))];
    const name = new Map(data.labels.map((d) => [d.figure, d.label]));
    const bounds = data.bounds.filter((b) => b.low !== null && b.high !== null && name.has(b.figure));
    const all = rows.map((d) => d.at).concat(bounds.flatMap((b) => [b.low, b.high]));
    const colour = scale(sides);
    const hue = (d) => colour.range[colour.domain.indexOf(d.side)];
    const wide = canvas.clientWidth || 800;
    const narrow = wide < 600; // a phone: the question stands above its line
    const [least, most] = [Math.min(...all), Math.max(...all)];
    const open = { x: "at", y: "figure", symbol: "triangle", r: 3, fill: hue };
    canvas.append(legend(sides, colour), Plot.plot({
      ...common, width: wide, height: 60 + order.length * (narrow ? 42 : 28), marginLeft: narrow ? 8 : Math.min(340, wide * 0.36), marginRight: 24, marginBottom: 38,
      x: log(all)
        ? { type: "symlog", domain: [least * 0.8, most * 1.2], label: "people", labelArrow: "none", grid: true, ticks: ticksWithin(least * 0.8, most * 1.2, narrow), tickFormat: si, inset: 8 }
        : { type: "linear", label: "people", labelArrow: "none", grid: true, nice: true, ticks: narrow ? 4 : 10, tickFormat: si, inset: 8 },
      y: { domain: order, label: null, ...(narrow ? { axis: null } : { tickSize: 0, tickFormat: (id) => short(name.get(id), 48) }) },
      marks: [
        narrow ? Plot.text(order, { frameAnchor: "left", y: (id) => id, dy: -16, text: (id) => short(name.get(id), 44) }) : null,
        Plot.link(bounds, { x1: (d) => Math.min(d.low, d.high), x2: (d) => Math.max(d.low, d.high), y1: "figure", y2: "figure", strokeWidth: 8, strokeOpacity: 0.18 }),
        Plot.tickX(bounds.filter((b) => b.best !== null), { x: "best", y: "figure", strokeWidth: 2, strokeOpacity: 0.6, insetTop: narrow ? 12 : 4, insetBottom: narrow ? 12 : 4 }),
        Plot.dot(rows.filter((d) => d.low !== null && d.high === null), { ...open, rotate: 90, dx: 10 }),
        Plot.dot(rows.filter((d) => d.low === null && d.high !== null), { ...open, rotate: -90, dx: -10 }),
        Plot.dot(rows, { x: "at", y: "figure", r: 5, fill: (d) => (d.denied ? "none" : hue(d)), stroke: hue, strokeWidth: 1.5, title: told, href: (d) => `/figures/${d.figure}` }),
      ],
    }));
  }

  function overTime(canvas, rows) {
    const points = rows.map((d) => ({ ...d, at: d.low ?? d.high, day: new Date(d.published) }));
    if (!points.length) return;
    const sides = [...new Set(points.map((d) => d.side))].sort();
    const colour = scale(sides);
    const hue = (d) => colour.range[colour.domain.indexOf(d.side)];
    // a speaker's count of the whole, day by day: what it says of a part on the same day is no revision
    const course = d3.rollups(points.filter((d) => !d.denied), (g) => d3.greatest(g, (d) => d.at), (d) => d.speaker, (d) => d.published).flatMap(([, days]) => days.map((day) => day[1]));
    canvas.append(legend(sides, colour), Plot.plot({
      ...common, width: canvas.clientWidth || 700, height: 260, marginLeft: 56, marginRight: 24, marginBottom: 38,
      x: { type: "utc", label: "day of the report", labelArrow: "none", nice: true, inset: 8 }, y: { label: "people", labelArrow: "none", grid: true, zero: true, tickFormat: si },
      marks: [
        Plot.line(d3.sort(course, (d) => d.day), { x: "day", y: "at", z: "speaker", stroke: hue, strokeOpacity: 0.5 }),
        Plot.dot(points, { x: "day", y: "at", r: 5, fill: (d) => (d.denied ? "none" : hue(d)), stroke: hue, strokeWidth: 1.5, title: told }),
      ],
    }));
  }

  // RFC 7946 winds outer rings counter-clockwise, d3 clockwise: the other way round it would fill all the rest of the Earth.
  function wind(geometry) {
    const polygons = geometry?.type === "Polygon" ? [geometry.coordinates] : geometry?.type === "MultiPolygon" ? geometry.coordinates : [];
    for (const rings of polygons) {
      if (d3.geoArea({ type: "Polygon", coordinates: rings }) > 2 * Math.PI) rings.forEach((ring) => ring.reverse());
    }
  }

  // Names of places whose labels do not cover one another, those of most figures first.
  function apart(points, shape, wide, high) {
    const project = d3.geoMercator().fitExtent([[30, 30], [wide - 30, high - 30]], shape);
    const taken = [];
    return d3.sort(d3.rollups(points, (g) => d3.greatest(g, (d) => d.size), (d) => d.name).map((g) => g[1]), (d) => -d.size).filter((p) => {
      const [x, y] = project([p.longitude, p.latitude]);
      const half = (p.name ?? "").split(",")[0].length * 3.8 + 4;
      const free = p.name && taken.length < 30 && taken.every((t) => Math.abs(t.y - y) > 15 || Math.abs(t.x - x) > t.half + half);
      if (free) taken.push({ x, y, half });
      return free;
    });
  }

  async function map(canvas, points, base) {
    if (!points.length) { canvas.textContent = "No place is known closely enough to draw."; return; }
    const response = await fetch(base);
    const world = await response.json();
    const land = world.type === "Topology" ? topojson.feature(world, world.objects.countries) : world;
    (land.features ?? []).forEach((f) => wind(f.geometry));
    const isLine = (f) => /LineString$/.test(f.geometry?.type ?? "");
    const [areas, lines] = [(land.features ?? [land]).filter((f) => !isLine(f)), (land.features ?? []).filter(isLine)];
    const wide = canvas.clientWidth || 600;
    const high = Math.min(380, Math.max(220, wide * 0.62));
    const mark = (d) => (d.disputed ? "#D55E00" : "#0072B2");
    const around = d3.geoCircle();
    const shape = { type: "GeometryCollection", geometries: points.map((p) => around.center([p.longitude, p.latitude]).radius(0.6)()) };
    canvas.append(Plot.plot({
      ...common, width: wide, height: high, projection: { type: "mercator", domain: shape, inset: 30 },
      r: { range: [3, 14] },
      marks: [
        Plot.geo(areas, { fill: "currentColor", fillOpacity: 0.07, stroke: "currentColor", strokeOpacity: 0.35 }),
        Plot.geo(lines, { stroke: "currentColor", strokeOpacity: 0.35, strokeDasharray: "2 4", title: (f) => f.properties?.name ?? "" }),
        Plot.dot(points, {
          x: "longitude", y: "latitude", r: "size", stroke: mark, strokeWidth: 1.5, fill: (d) => (d.rough ? "none" : mark(d)), fillOpacity: 0.6,
          title: "told", href: "to",
        }),
        Plot.text(apart(points, shape, wide, high), { x: "longitude", y: "latitude", text: (d) => d.name.split(",")[0], dy: -14, fill: "currentColor", stroke: "var(--paper)", paintOrder: "stroke" }),
      ],
    }));
  }

  // Names that speakers use, by month: one row a target, coloured by tone.
  function names(canvas, months) {
    const dated = months.filter((m) => m.month);
    if (!dated.length) { canvas.textContent = "No report with names for groups has a date."; return; }
    const tones = ["hostile", "neutral", "sympathetic"];
    const rows = d3.flatRollup(dated, (g) => d3.sum(g, (d) => d.times), (d) => d.target, (d) => d.month, (d) => d.tone).map(([target, month, tone, times]) => ({ target, month, tone, times }));
    const most = d3.groupSort(rows, (g) => -d3.sum(g, (d) => d.times), (d) => d.target).slice(0, 6);
    const colour = { domain: tones, range: ["#D55E00", "#8a8a94", "#009E73"] };
    const wide = canvas.clientWidth || 700;
    const shown = d3.utcMonth.range(new Date(d3.min(rows, (d) => d.month)), new Date(new Date(d3.max(rows, (d) => d.month)).getTime() + 864e5)).map((day) => day.toISOString().slice(0, 7));
    const crowded = shown.length * 64 > wide * 0.7;
    canvas.append(legend(tones, colour), Plot.plot({
      ...common, width: wide, height: 70 + most.length * 76, marginLeft: 40, marginRight: Math.min(200, wide * 0.32), marginTop: 30, marginBottom: crowded ? 62 : 34,
      fy: { domain: most, label: null, padding: 0.22, tickFormat: (t) => short(t, wide < 600 ? 15 : 26) },
      x: { type: "band", domain: shown, label: null, tickRotate: crowded ? -40 : 0 }, y: { label: "times used", labelArrow: "none", grid: true, ticks: 2, tickFormat: "d" },
      marks: [Plot.barY(rows.filter((d) => most.includes(d.target)), {
        x: "month", y: "times", fy: "target", order: tones, z: "tone", fill: (d) => colour.range[tones.indexOf(d.tone)], insetLeft: 4, insetRight: 4,
        title: (d) => `${d.target}, ${d.month}: ${d.times} ${d.tone}`,
      }), Plot.ruleY([0])],
    }));
  }

  function timeline(canvas, spans) {
    const rows = d3.sort(spans.map((s) => ({ ...s, a: new Date(s.from), b: new Date(new Date(s.to ?? s.from).getTime() + 864e5) })), (d) => d.a, (d) => d.b).slice(0, 40);
    if (!rows.length) { canvas.textContent = "No day is known."; return; }
    const words = { conflicting: "conflicting", not_comparable: "not comparable", consistent: "consistent", single_source: "one source" };
    const known = Object.keys(words).filter((status) => rows.some((d) => d.status === status));
    const hue = { conflicting: "#D55E00", not_comparable: "#E69F00", consistent: "#009E73", single_source: "#8a8a94" };
    const name = new Map(rows.map((d) => [d.incident, short(d.name.split(",")[0], 18)]));
    canvas.append(legend(known.map((status) => words[status]), { domain: known.map((status) => words[status]), range: known.map((status) => hue[status]) }), Plot.plot({
      ...common, width: canvas.clientWidth || 600, height: 60 + rows.length * 20, marginLeft: 116, marginRight: 20,
      x: { type: "utc", label: null, grid: true }, y: { domain: rows.map((d) => d.incident), label: null, tickSize: 0, tickFormat: (id) => name.get(id) },
      marks: [Plot.barX(rows, { x1: "a", x2: "b", y: "incident", fill: (d) => hue[d.status], title: (d) => `${d.name}: ${d.from} to ${d.to ?? d.from}, ${d.figures} figures`, href: (d) => `/incidents/${d.incident}`, insetTop: 2, insetBottom: 2 }),
        Plot.tickX(rows, { x: "a", y: "incident", stroke: (d) => hue[d.status], strokeWidth: 3, inset: 2 })],
    }));
  }

  const drawers = { dots, "over-time": overTime, map, timeline, names };
  function draw(root) {
    root.querySelectorAll("figure.plot[data-plot]").forEach((figure) => {
      const canvas = figure.querySelector(".canvas");
      const source = document.getElementById(figure.dataset.source);
      if (!source || canvas.childElementCount) return;
      const drawer = drawers[figure.dataset.plot] ?? (window.counterclaimPlots ?? {})[figure.dataset.plot];
      if (!drawer) return;
      Promise.resolve(drawer(canvas, JSON.parse(source.textContent), figure.dataset.base)).then(() => {
        canvas.querySelectorAll("svg").forEach((svg) => {
          if (svg.getAttribute("aria-hidden") === "true") return;
          svg.querySelectorAll("g[aria-label]").forEach((g) => g.removeAttribute("aria-label")); // "dot", "link": no name of a thing
          svg.querySelectorAll("a").forEach((a) => a.setAttribute("aria-label", a.querySelector("title")?.textContent ?? ""));
          svg.setAttribute("role", svg.querySelector("a") ? "group" : "img"); // an image hides the links that are in it
          svg.setAttribute("aria-label", figure.querySelector("figcaption").textContent);
        });
      });
    });
  }
  document.addEventListener("DOMContentLoaded", () => draw(document));
  document.addEventListener("htmx:afterSettle", (event) => draw(event.detail.elt.parentElement ?? document));
})();
