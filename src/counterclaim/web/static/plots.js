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
  const common = { className: "plot", style: { background: "transparent", fontFamily: "inherit", overflow: "visible" } };
  const si = (value) => d3.format("~s")(value); // a scale's own format would give all ticks the prefix of the largest
  const log = (values) => {
    const found = values.filter((v) => v > 0);
    return found.length && Math.max(...found) / Math.min(...found) > 30;
  };
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
    const name = new Map(rows.map((d) => [d.figure, d.question]));
    const bounds = data.bounds.filter((b) => b.low !== null && b.high !== null && name.has(b.figure));
    const all = rows.map((d) => d.at).concat(bounds.flatMap((b) => [b.low, b.high]));
    const colour = scale(sides);
    const wide = canvas.clientWidth || 800;
    canvas.append(legend(sides, colour), Plot.plot({
      ...common, width: wide, height: 60 + order.length * 26, marginLeft: Math.min(340, wide * 0.42), marginBottom: 34,
      x: log(all)
        ? { type: "symlog", label: "people", grid: true, ticks: [0, 1, 3, 10, 30, 100, 300, 1e3, 3e3, 1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7].filter((t) => t <= Math.max(...all) * 1.5), tickFormat: si }
        : { type: "linear", label: "people", grid: true, nice: true, tickFormat: si },
      y: { domain: order, label: null, tickFormat: (id) => short(name.get(id), wide < 600 ? 24 : 52) },
      marks: [
        Plot.link(bounds, { x1: (d) => Math.min(d.low, d.high), x2: (d) => Math.max(d.low, d.high), y1: "figure", y2: "figure", strokeWidth: 8, strokeOpacity: 0.18 }),
        Plot.tickX(bounds.filter((b) => b.best !== null), { x: "best", y: "figure", strokeWidth: 2, strokeOpacity: 0.6 }),
        Plot.dot(rows, {
          x: "at", y: "figure", r: 5, fill: (d) => (d.denied ? "none" : colour.range[colour.domain.indexOf(d.side)]),
          stroke: (d) => colour.range[colour.domain.indexOf(d.side)], strokeWidth: 1.5, title: told, href: (d) => `/figures/${d.figure}`,
        }),
      ],
    }));
  }

  function overTime(canvas, rows) {
    const points = rows.map((d) => ({ ...d, at: d.low ?? d.high, day: new Date(d.published) }));
    if (!points.length) return;
    const sides = [...new Set(points.map((d) => d.side))].sort();
    const colour = scale(sides);
    canvas.append(legend(sides, colour), Plot.plot({
      ...common, width: canvas.clientWidth || 700, height: 240, marginLeft: 60,
      x: { type: "utc", label: "reported", nice: true }, y: { label: "people", grid: true, zero: true, tickFormat: si },
      marks: [
        Plot.line(points.toSorted((a, b) => a.day - b.day), { x: "day", y: "at", z: "speaker", stroke: (d) => colour.range[colour.domain.indexOf(d.side)], strokeOpacity: 0.4 }),
        Plot.dot(points, { x: "day", y: "at", r: 5, fill: (d) => (d.denied ? "none" : colour.range[colour.domain.indexOf(d.side)]), stroke: (d) => colour.range[colour.domain.indexOf(d.side)], strokeWidth: 1.5, title: told }),
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

  async function map(canvas, points, base) {
    if (!points.length) { canvas.textContent = "No place is known closely enough to draw."; return; }
    const response = await fetch(base);
    const world = await response.json();
    const land = world.type === "Topology" ? topojson.feature(world, world.objects.countries) : world;
    (land.features ?? []).forEach((f) => wind(f.geometry));
    const mark = (d) => (d.disputed ? "#D55E00" : "#0072B2");
    const around = d3.geoCircle();
    const shape = { type: "GeometryCollection", geometries: points.map((p) => around.center([p.longitude, p.latitude]).radius(1.2)()) };
    canvas.append(Plot.plot({
      ...common, width: canvas.clientWidth || 600, height: 380, projection: { type: "mercator", domain: shape, inset: 30 },
      r: { range: [3, 14] },
      marks: [
        Plot.geo(land, { fill: "currentColor", fillOpacity: 0.07, stroke: "currentColor", strokeOpacity: 0.35 }),
        Plot.dot(points, {
          x: "longitude", y: "latitude", r: "size", stroke: mark, strokeWidth: 1.5, fill: (d) => (d.rough ? "none" : mark(d)), fillOpacity: 0.6,
          title: "told", href: "to",
        }),
        Plot.text([...new Map(points.map((p) => [p.name, p])).values()].slice(0, 12), { x: "longitude", y: "latitude", text: "name", dy: -14, fill: "currentColor" }),
      ],
    }));
  }

  // Names that speakers use, by month: one row a target, coloured by tone.
  function names(canvas, months) {
    const rows = months.filter((m) => m.month);
    if (!rows.length) { canvas.textContent = "No report with names for groups has a date."; return; }
    const most = d3.groupSort(rows, (g) => -d3.sum(g, (d) => d.times), (d) => d.target).slice(0, 6);
    const tones = ["hostile", "neutral", "sympathetic"];
    const colour = { domain: tones, range: ["#D55E00", "#8a8a94", "#009E73"] };
    const wide = canvas.clientWidth || 700;
    canvas.append(legend(tones, colour), Plot.plot({
      ...common, width: wide, height: 60 + most.length * 70, marginLeft: 60, marginRight: Math.min(180, wide * 0.3),
      fy: { domain: most, label: null, tickFormat: (t) => short(t, wide < 600 ? 16 : 26) },
      x: { type: "band", label: null, tickFormat: (m) => m, tickRotate: -40 }, y: { label: "names", grid: true, ticks: 3 },
      marginBottom: 60,
      marks: [Plot.barY(rows.filter((d) => most.includes(d.target)), {
        x: "month", y: "times", fy: "target", fill: (d) => colour.range[tones.indexOf(d.tone)],
        title: (d) => `${d.speaker ?? "not recorded"} of ${d.target}, ${d.month}: ${d.times} ${d.tone}`,
      }), Plot.ruleY([0])],
    }));
  }

  function timeline(canvas, spans) {
    const rows = spans.map((s) => ({ ...s, a: new Date(s.from), b: new Date(new Date(s.to ?? s.from).getTime() + 864e5) }));
    if (!rows.length) { canvas.textContent = "No day is known."; return; }
    const colour = { conflicting: "#D55E00", not_comparable: "#E69F00", consistent: "#009E73", single_source: "#8a8a94" };
    canvas.append(Plot.plot({
      ...common, width: canvas.clientWidth || 600, height: Math.max(120, Math.min(380, 50 + rows.length * 18)), marginLeft: 150,
      x: { type: "utc", label: null, grid: true }, y: { label: null, tickFormat: (id) => short(rows.find((r) => r.incident === id).name, 22) },
      marks: [Plot.barX(rows.slice(0, 40), { x1: "a", x2: "b", y: "incident", fill: (d) => colour[d.status], title: (d) => `${d.name}: ${d.from} to ${d.to ?? d.from}, ${d.figures} figures`, href: (d) => `/incidents/${d.incident}`, insetTop: 2, insetBottom: 2 }),
        Plot.tickX(rows.slice(0, 40), { x: "a", y: "incident", stroke: (d) => colour[d.status], strokeWidth: 3, inset: 2 })],
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
