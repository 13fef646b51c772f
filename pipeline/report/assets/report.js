"use strict";
(() => {
  const { charts, tables, quality } = JSON.parse(document.getElementById("data").textContent);
  const PAGE = 12;
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  // Okabe and Ito's colours, told apart by colour-blind people; lighter ones on dark paper.
  const COLOURS = { blue: ["#0072b2", "#56b4e9"], red: ["#d55e00", "#ff9d66"], grey: ["#8a8f98", "#8a8f98"] };
  const colour = (name) => COLOURS[name][isDark.matches ? 1 : 0];
  const number = (value) => value.toLocaleString("en");
  const made = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const drawn = [];
  const styled = () => {
    const style = getComputedStyle(document.documentElement);
    Chart.defaults.color = style.getPropertyValue("--soft");
    Chart.defaults.borderColor = style.getPropertyValue("--line");
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.animation = false;
    Chart.defaults.maintainAspectRatio = false;
  };
  const bars = (id, given, { isLying = false, series = ["blue"], names = [""], isLog = false } = {}) => {
    const canvas = document.getElementById(`chart-${id}`);
    if (!canvas) return;
    if (!given.values.some(Boolean) && !(given.more || []).some(Boolean)) {
      document.getElementById(`card-${id}`).querySelector(".canvas").replaceChildren(made("p", "none", "hint"));
      return;
    }
    const value = { beginAtZero: true, type: isLog ? "logarithmic" : "linear", ticks: { maxTicksLimit: 6, precision: 0 }, stacked: true };
    const label = { grid: { display: false }, stacked: true, ticks: { autoSkip: !isLying, maxRotation: 0, autoSkipPadding: 12 } };
    if (isLying) canvas.parentElement.style.height = `${60 + given.labels.length * 24}px`;
    drawn.push(new Chart(canvas, {
      type: "bar",
      data: {
        labels: given.labels,
        datasets: [given.values, given.more].filter(Boolean).map((data, at) => ({
          data, label: names[at], backgroundColor: colour(series[at]), borderRadius: 2, maxBarThickness: 40, categoryPercentage: 0.9, barPercentage: 0.95,
        })),
      },
      options: {
        indexAxis: isLying ? "y" : "x",
        scales: isLying ? { x: value, y: label } : { x: label, y: value },
        plugins: { legend: { display: names.length > 1 } },
      },
    }));
    canvas.setAttribute("aria-label", `${canvas.getAttribute("aria-label")}: ${given.labels.slice(0, 12).map((name, at) => `${name} ${given.values[at]}`).join(", ")}`);
  };
  const signal = (one) => {
    const card = made("div", undefined, "signal");
    const holder = made("div", undefined, "canvas");
    const canvas = made("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `${one.name}: median ${one.middle}`);
    holder.append(canvas);
    card.append(made("h3", one.name), holder, made("p", `${one.low} · ${one.middle} · ${one.high}`));
    document.getElementById("signals").append(card);
    const width = one.top / one.bins.length;
    drawn.push(new Chart(canvas, {
      type: "bar",
      data: { labels: one.bins.map((_, at) => `${+(at * width).toFixed(2)}–${+((at + 1) * width).toFixed(2)}`), datasets: [{ data: one.bins, backgroundColor: colour("blue"), categoryPercentage: 1, barPercentage: 1 }] },
      options: { scales: { x: { display: false }, y: { display: false, beginAtZero: true } }, plugins: { legend: { display: false } } },
    }));
  };
  const draw = () => {
    for (const chart of drawn.splice(0)) chart.destroy();
    document.getElementById("signals").replaceChildren();
    styled();
    bars("days", charts.days);
    bars("lengths", charts.lengths);
    bars("stages", charts.stages, { isLying: true });
    bars("scripts", charts.scripts, { isLying: true });
    bars("reasons", charts.reasons, { isLying: true, series: ["red"] });
    bars("spam", charts.spam, { isLying: true, series: ["red"] });
    bars("hosts", charts.hosts, { isLying: true, series: ["blue", "red"], names: ["records", "rejects"] });
    bars("copies", charts.copies, { isLying: true });
    quality.forEach(signal);
  };

  // A column: its name, how its cell is made of a row, whether it holds numbers, and the place it sorts by.
  const plain = (at) => (row) => String(row[at]);
  const counted = (at) => (row) => number(row[at]);
  const shared = (at) => (row) => `${(row[at] * 100).toFixed(1)} %`;
  const leading = (address, text) => {
    if (!address) return "";
    const link = made("a", text);
    link.href = address;
    return link;
  };
  const titled = (row) => {
    const cell = document.createDocumentFragment();
    const head = made("b", row[1] || "(no title)");
    head.lang = "zh";
    const text = made("span", row[8], "snippet");
    text.lang = "zh";
    cell.append(head, text, made("span", row[10], "snippet"), made("span", row[9], "snippet"));
    return cell;
  };
  const COLUMNS = {
    sample: [["explain", (row) => leading(row[11], "explain"), false, 11], ["title", titled, false, 1, "wide"], ["reasons", plain(2), false, 2, "reasons"], ["weight", plain(0), true, 0], ["host", plain(3), false, 3, "whole"], ["published", plain(4), false, 4, "whole"], ["characters", counted(5), true, 5], ["cut", counted(6), true, 6], ["spam", counted(7), true, 7]],
    hosts: [["host", plain(0), false, 0], ["records", counted(1), true, 1], ["rejects", counted(2), true, 2], ["characters", counted(3), true, 3], ["cut", shared(4), true, 4], ["spam", counted(5), true, 5], ["copies", counted(6), true, 6], ["undated", counted(7), true, 7]],
    reasons: [["explain", (row) => leading(row[4], "explain"), false, 4], ["reason", plain(0), false, 0], ["of", counted(1), true, 1], ["input", plain(2), false, 2], ["detail", plain(3), false, 3]],
    rules: [["stage", plain(0), false, 0], ["rule", plain(1), false, 1], ["spans", counted(2), true, 2], ["characters", counted(3), true, 3], ["records", counted(4), true, 4], ["mean length", plain(5), true, 5]],
    spam_hosts: [["host", plain(0), false, 0], ["rule", plain(1), false, 1], ["characters", counted(2), true, 2]],
    spam_texts: [["how it begins", plain(0), false, 0], ["times", counted(1), true, 1]],
    copies: [["story", plain(0), false, 0], ["copies", counted(1), true, 1], ["id of the first", plain(2), false, 2]],
  };

  const table = (holder) => {
    const name = holder.dataset.table;
    const columns = COLUMNS[name];
    const rows = tables[name];
    const [filter, count, more, body] = ["input", ".count", ".more", "tbody"].map((query) => holder.querySelector(query));
    const haystacks = new Map(rows.map((row) => [row, row.join("\n").toLowerCase()]));
    let shown = PAGE;
    let order = { at: -1, isUp: true };

    const wanted = () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      const found = rows.filter((row) => words.every((word) => haystacks.get(row).includes(word)));
      if (order.at < 0) return found;
      const key = columns[order.at][3];
      const compared = (one, other) => (typeof one[key] === "number" ? one[key] - other[key] : String(one[key]).localeCompare(String(other[key]), "zh"));
      return found.sort((one, other) => (order.isUp ? compared(one, other) : compared(other, one)));
    };
    const fill = () => {
      const found = wanted();
      body.replaceChildren(...found.slice(0, shown).map((row) => {
        const line = made("tr");
        for (const [, cell, isNumber, , className] of columns) {
          const made_ = made("td", undefined, isNumber ? "n" : className);
          made_.append(cell(row));
          line.append(made_);
        }
        return line;
      }));
      count.textContent = found.length === rows.length ? `${number(rows.length)} rows` : `${number(found.length)} of ${number(rows.length)} rows`;
      more.hidden = found.length <= shown;
    };
    const head = made("tr");
    columns.forEach(([title, , isNumber], at) => {
      const cell = made("th", undefined, isNumber ? "n" : "");
      cell.scope = "col";
      const button = made("button", title);
      button.type = "button";
      button.addEventListener("click", () => {
        order = { at, isUp: order.at === at ? !order.isUp : !isNumber };
        for (const other of head.children) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", order.isUp ? "ascending" : "descending");
        fill();
      });
      cell.append(button);
      head.append(cell);
    });
    holder.querySelector("thead").append(head);
    filter.addEventListener("input", () => { shown = PAGE; fill(); });
    more.addEventListener("click", () => { shown += 100; fill(); });
    fill();
  };

  document.querySelectorAll("[data-table]").forEach(table);
  draw();
  isDark.addEventListener("change", draw);
  document.documentElement.dataset.ready = "yes";
})();
