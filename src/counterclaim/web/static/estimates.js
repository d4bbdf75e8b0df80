// Plots of estimates and of the weighing model. Each has a name for screen readers, and a table of the same beside it.
"use strict";
(() => {
  const blue = "#0072B2", orange = "#D55E00", grey = "#8a8a94", purple = "#CC79A7"; // Okabe and Ito (2008)
  const common = { className: "plot", style: { background: "transparent", fontFamily: "inherit", overflow: "visible" } };
  const si = (value) => d3.format("~s")(value);
  const whole = (value) => (value === null ? "unbounded" : d3.format(",.0f")(value));
  const short = (words, length) => (words.length > length ? words.slice(0, length - 1) + "…" : words);
  const COLUMNS = 40; // sets of lists that are drawn; the table has all

  function upset(canvas, data) {
    const wide = Math.max(280, canvas.clientWidth || 800);
    const shown = data.histories.slice(0, COLUMNS);
    const label = Math.min(180, wide * 0.34), sizes = Math.min(90, wide * 0.16), row = 24, tall = 170, top = 16;
    const left = label + sizes + 16;
    const step = Math.min(34, (wide - left - 8) / Math.max(1, shown.length));
    const height = top + tall + 14 + data.lists.length * row + 8;
    const svg = d3.create("svg").attr("class", "plot").attr("width", wide).attr("height", height).attr("viewBox", `0 0 ${wide} ${height}`)
      .attr("font-size", 11).attr("fill", "currentColor");
    const y = d3.scaleLinear([0, d3.max(shown, (h) => h.count) || 1], [top + tall, top]);
    const x = (i) => left + step * (i + 0.5);
    const rowY = (j) => top + tall + 14 + row * (j + 0.5);
    const axis = svg.append("g").attr("transform", `translate(${left - 6},0)`).call(d3.axisLeft(y).ticks(4).tickFormat(si).tickSizeOuter(0));
    axis.selectAll("text").attr("fill", "currentColor");
    axis.attr("font-family", "inherit").attr("font-size", 11);
    svg.append("text").attr("x", left - 40).attr("y", 10).attr("text-anchor", "end").text("persons");
    shown.forEach((h, i) => {
      const names = h.on.map((j) => data.lists[j].name).join(" and ");
      const g = svg.append("g");
      g.append("title").text(`${whole(h.count)} on ${h.on.length === 1 ? "only " : ""}${names}`);
      g.append("rect").attr("x", x(i) - step * 0.36).attr("width", step * 0.72).attr("y", y(h.count)).attr("height", y(0) - y(h.count))
        .attr("fill", h.on.length > 1 ? blue : grey);
      if (step > 22) g.append("text").attr("x", x(i)).attr("y", y(h.count) - 3).attr("text-anchor", "middle").attr("font-size", 10).text(whole(h.count));
      data.lists.forEach((_, j) => g.append("circle").attr("cx", x(i)).attr("cy", rowY(j)).attr("r", Math.min(6, step * 0.3))
        .attr("fill-opacity", h.on.includes(j) ? 1 : 0.12));
      if (h.on.length > 1) g.append("line").attr("x1", x(i)).attr("x2", x(i)).attr("y1", rowY(h.on[0])).attr("y2", rowY(h.on.at(-1)))
        .attr("stroke", "currentColor").attr("stroke-width", 2);
    });
    const size = d3.scaleLinear([0, d3.max(data.lists, (l) => l.size) || 1], [0, sizes]);
    data.lists.forEach((l, j) => {
      svg.append("text").attr("x", label - 6).attr("y", rowY(j) + 4).attr("text-anchor", "end").text(short(l.name, Math.floor(label / 6.6))).append("title").text(l.name);
      svg.append("rect").attr("x", label).attr("y", rowY(j) - 7).attr("height", 14).attr("width", size(l.size)).attr("fill", orange).attr("fill-opacity", 0.75)
        .append("title").text(`${l.name}: ${whole(l.size)} persons`);
    });
    canvas.append(svg.node());
  }

  // One interval that runs away must not squeeze the others: it is cut at twice the greatest total, with an arrow.
  function intervals(canvas, data) {
    const wide = canvas.clientWidth || 800;
    const end = Math.min(d3.max(data.rows, (r) => r.high ?? r.best), 2 * d3.max(data.rows, (r) => r.best));
    const rows = data.rows.map((r) => ({ ...r, id: r.name, to: Math.min(r.high ?? end, end), at: Math.min(r.best, end), cut: r.high === null || r.high > end }));
    const colour = { answer: blue, bound: purple, faint: grey, published: orange };
    const told = (r) => `${r.name}: ${whole(r.best)} (${whole(r.low)} to ${whole(r.high)})`;
    canvas.append(Plot.plot({
      ...common, width: wide, height: 56 + rows.length * 22, marginLeft: Math.min(300, wide * 0.44), marginRight: 24,
      x: { label: "persons in all", grid: true, nice: true, domain: [Math.min(data.documented, d3.min(rows, (r) => r.low ?? r.best)), end], tickFormat: si, ticks: wide < 500 ? 4 : 8 },
      y: { domain: rows.map((r) => r.id), label: null, tickFormat: (id) => short(id, wide < 600 ? 24 : 46) },
      marks: [
        Plot.ruleX([data.documented], { stroke: "currentColor", strokeDasharray: "4 3" }),
        Plot.link(rows, { x1: (r) => Math.min(r.low ?? r.best, end), x2: "to", y1: "id", y2: "id", stroke: (r) => colour[r.kind], strokeWidth: 3 }),
        Plot.dot(rows, { x: "at", y: "id", r: 5, fill: (r) => colour[r.kind], title: told }),
        Plot.text(rows.filter((r) => r.cut), { x: "to", y: "id", text: () => "→", dx: 9, fill: (r) => colour[r.kind], fontSize: 14 }),
      ],
    }));
  }

  function densities(canvas, data) {
    const wide = canvas.clientWidth || 800, colours = [blue, orange, purple];
    const points = data.curves.flatMap((c, i) => c.points.map(([x, y]) => ({ x, y, name: c.name, colour: colours[i % 3] })));
    const list = document.createElement("ul");
    list.className = "swatches";
    data.curves.forEach((c, i) => {
      const item = document.createElement("li");
      const svg = d3.create("svg").attr("width", 12).attr("height", 12).attr("aria-hidden", "true");
      svg.append("circle").attr("cx", 6).attr("cy", 6).attr("r", 5).attr("fill", colours[i % 3]);
      item.append(svg.node(), " " + c.name);
      list.append(item);
    });
    canvas.append(list, Plot.plot({
      ...common, width: wide, height: 220, marginLeft: 20, marginRight: 24,
      x: { label: "persons in all", nice: true, tickFormat: si, ticks: wide < 500 ? 4 : 8 }, y: { axis: null, zero: true },
      marks: [
        Plot.areaY(points, { x: "x", y: "y", z: "name", fill: "colour", fillOpacity: 0.15 }),
        Plot.line(points, { x: "x", y: "y", z: "name", stroke: "colour", strokeWidth: 2 }),
        Plot.ruleX([data.documented], { stroke: "currentColor", strokeDasharray: "4 3" }),
      ],
    }));
  }

  function contrasts(canvas, rows) {
    const wide = canvas.clientWidth || 800;
    canvas.append(Plot.plot({
      ...common, width: wide, height: 60 + rows.length * 20, marginLeft: Math.min(380, wide * 0.5), marginRight: 24,
      x: { type: "log", label: "factor against the average neutral source", grid: true, ticks: [0.1, 0.2, 0.5, 1, 2, 5, 10], tickFormat: (v) => String(v) },
      y: { domain: rows.map((r) => r.name), label: null, tickFormat: (id) => short(id, wide < 600 ? 26 : 58) },
      marks: [
        Plot.ruleX([1], { stroke: "currentColor", strokeDasharray: "4 3" }),
        Plot.link(rows, { x1: "low", x2: "high", y1: "name", y2: "name", stroke: blue, strokeWidth: 3 }),
        Plot.dot(rows, { x: "best", y: "name", r: 4, fill: blue, title: (r) => `${r.name}: ${r.best} (${r.low} to ${r.high})` }),
      ],
    }));
  }

  window.counterclaimPlots = { ...(window.counterclaimPlots ?? {}), upset, intervals, densities, contrasts };
})();
