// Draws the page's charts, each from the table beside it: a chart never says more than its table.
// Without this script, or without the library, all tables stay open.
(function () {
  "use strict";

  var echarts = window.echarts;
  if (!echarts) return;

  var INK = "#1c2733", QUIET = "#52606d", LINE = "#d5dde5";
  var FONT = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';
  var COLOURS = {
    low: "#1f5fa8", high: "#a9c7ea",
    "severity-1": "#a61b1b", "severity-2": "#d9772b", "severity-3": "#e8b647", "severity-4": "#9fb3c8",
    open: "#c2502a", ended: "#2f8f6b", waiting: "#c3cbd4",
    published: "#2f8f6b", note: "#8cc9ad", blank: "#e8b647", missing: "#c2502a", unconfirmed: "#e9d8a6", ask: "#9db4d6", unverifiable: "#c3cbd4",
    fixed: "#2f8f6b", closed: "#8cc9ad", unfixed: "#a61b1b", replied: "#5b8fd0", silent: "#e8b647", other: "#c3cbd4"
  };
  // What is not sure is hatched, in every chart.
  var UNSURE = { high: true, waiting: true, unconfirmed: true, ask: true, unverifiable: true };
  var HATCH = { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: "rgba(40,60,80,.45)" };
  // Lines: colours that stay apart for colour-blind readers, and signs besides.
  var LINES = ["#1f5fa8", "#d9772b", "#2f8f6b", "#a61b1b", "#6d4aa2", "#7a5a2e", "#c2418c", "#5c6873", "#8a8a00", "#0f8ea3", "#26323d"];
  var SIGNS = ["circle", "rect", "triangle", "diamond", "roundRect", "arrow", "pin"];
  var PRINTED = 660;

  function text(node) {
    var bare = node.cloneNode(true);
    bare.querySelectorAll(".unseen, small").forEach(function (one) { one.remove(); });
    return bare.textContent.trim();
  }

  function number(cell) {
    return cell.hasAttribute("data-number") ? Number(cell.getAttribute("data-number")) : null;
  }

  // A table as names of its rows, names of its columns, and cells.
  function read(table) {
    var heads = Array.from(table.tHead.rows[0].cells);
    var rows = Array.from(table.tBodies[0].rows).map(function (row) { return Array.from(row.cells); });
    var names = rows.map(function (cells) {
      return text(cells.find(function (cell) { return cell.scope === "row"; }));
    });
    // Namesakes of several districts are told apart by what stands beside them.
    var shown = names.map(function (name, place) {
      return names.indexOf(name) === names.lastIndexOf(name) ? name : name + "（" + text(rows[place][1]) + "）";
    });
    return { heads: heads, rows: rows, names: shown };
  }

  function seriesOf(table, most) {
    var used = most ? table.rows.slice(0, most) : table.rows;
    var found = [];
    table.heads.forEach(function (head, place) {
      var key = head.getAttribute("data-series");
      if (!key) return;
      found.push({ key: key, name: text(head), values: used.map(function (cells) { return number(cells[place]) || 0; }) });
    });
    return found;
  }

  function bar(series, values) {
    var style = { color: COLOURS[series.key] || LINES[0], borderColor: "#fff", borderWidth: 0.5 };
    if (UNSURE[series.key]) style.decal = HATCH;
    return { type: "bar", name: series.name, stack: "all", barMaxWidth: 22, data: values, itemStyle: style };
  }

  function bars(names, narrow) {
    return {
      grid: { left: 8, right: narrow ? 30 : 48, top: 40, bottom: 8, containLabel: true },
      yAxis: {
        type: "category", inverse: true, data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: LINE } },
        axisLabel: { color: INK, fontSize: 13, interval: 0, width: narrow ? 110 : 210, overflow: "truncate" }
      },
      xAxis: {
        type: "value", minInterval: 1, splitLine: { lineStyle: { color: LINE } },
        axisLabel: { color: QUIET, fontSize: 12, hideOverlap: true }
      }
    };
  }

  function common(narrow) {
    return {
      animation: false, textStyle: { fontFamily: FONT, color: INK }, aria: { enabled: false, decal: { show: false } },
      legend: { top: 0, left: 0, type: narrow ? "scroll" : "plain", itemWidth: 16, itemHeight: 10, textStyle: { color: INK, fontSize: 12 } },
      // Texts of the tooltip are drawn, never written into the page.
      tooltip: {
        trigger: "axis", renderMode: "richText", confine: true, axisPointer: { type: "shadow" },
        textStyle: { fontFamily: FONT, fontSize: narrow ? 11 : 13 }
      }
    };
  }

  var DRAW = {
    // From the lowest to the highest: the part that is open is hatched.
    range: function (table, narrow) {
      var found = seriesOf(table, 0), low = found[0], high = found[1];
      var option = Object.assign(common(narrow), bars(table.names, narrow));
      option.xAxis.max = 100;
      option.xAxis.minInterval = 0;
      var rest = high.values.map(function (value, place) { return Math.round((value - low.values[place]) * 100) / 100; });
      var labels = table.rows.map(function (cells) { return text(cells[2]); });
      option.series = [bar({ key: "low", name: "最低（有把握的）" }, low.values), bar({ key: "high", name: "未定部分" }, rest)];
      option.series[1].label = {
        show: true, position: "insideRight", distance: -4, color: INK, fontSize: 12, align: "left",
        formatter: function (given) { return labels[given.dataIndex]; }
      };
      option.grid.right = narrow ? 84 : 96;
      option.tooltip.formatter = function (given) {
        return given[0].name + "：" + labels[given[0].dataIndex];
      };
      return option;
    },
    stack: function (table, narrow, most) {
      var found = seriesOf(table, most);
      var option = Object.assign(common(narrow), bars(most ? table.names.slice(0, most) : table.names, narrow));
      option.series = found.map(function (one) { return bar(one, one.values); });
      return option;
    },
    // Parts of a whole, so that districts of different size can be compared.
    share: function (table, narrow) {
      var found = seriesOf(table, 0);
      var sums = table.names.map(function (_, place) {
        return found.reduce(function (sum, one) { return sum + one.values[place]; }, 0);
      });
      var option = Object.assign(common(narrow), bars(table.names, narrow));
      option.xAxis.max = 100;
      option.xAxis.axisLabel.formatter = "{value}%";
      option.series = found.map(function (one) {
        return bar(one, one.values.map(function (value, place) {
          return sums[place] ? Math.round((1000 * value) / sums[place]) / 10 : 0;
        }));
      });
      option.tooltip.valueFormatter = function (value) { return value + "%"; };
      return option;
    },
    line: function (table, narrow) {
      var option = common(narrow);
      option.grid = { left: 8, right: 24, top: narrow ? 44 : 64, bottom: 8, containLabel: true };
      option.xAxis = {
        type: "category", data: table.heads.slice(1).map(text), boundaryGap: false,
        axisLabel: { color: QUIET, fontSize: 12 }, axisLine: { lineStyle: { color: LINE } }
      };
      option.yAxis = { type: "value", scale: true, axisLabel: { color: QUIET, fontSize: 12 }, splitLine: { lineStyle: { color: LINE } } };
      option.tooltip.axisPointer = { type: "line" };
      option.tooltip.order = "valueDesc";
      option.series = table.rows.map(function (cells, place) {
        return {
          type: "line", name: table.names[place], data: cells.slice(1).map(number), connectNulls: false,
          symbol: SIGNS[place % SIGNS.length], symbolSize: 7, lineStyle: { width: 2 },
          itemStyle: { color: LINES[place % LINES.length] }, emphasis: { focus: "series" }
        };
      });
      return option;
    }
  };

  function height(draw, rows, most) {
    return draw === "line" ? 320 : 62 + 30 * Math.min(rows, most || rows);
  }

  // A bar of the charts of kinds and units leads to its findings.
  function lead(chart, table) {
    if (table.id !== "kinds" && table.id !== "units") return;
    chart.on("click", function (given) {
      var cells = table.tBodies[0].rows[given.dataIndex].cells;
      var wanted = table.id === "kinds" ? { kind: text(cells[0]) } : { units: text(cells[0]), district: text(cells[1]) };
      document.dispatchEvent(new CustomEvent("xuncha-find", { detail: wanted }));
    });
  }

  function start(figure) {
    var table = document.getElementById(figure.getAttribute("data-table"));
    var draw = figure.getAttribute("data-draw"), most = Number(figure.getAttribute("data-most"));
    var read_ = table && read(table);
    if (!read_ || !read_.rows.length || (draw === "line" && read_.heads.length < 3)) return null;
    figure.hidden = false;
    figure.setAttribute("role", "img");
    var label = figure.getAttribute("data-label");
    figure.setAttribute("aria-label", label + (most && read_.rows.length > most ? "（前" + most + "个）" : "") + "。数据见下表。");
    figure.style.height = height(draw, read_.rows.length, most) + "px";
    // A table that has its chart is there for those who want it.
    var details = figure.nextElementSibling;
    if (details && details.tagName === "DETAILS") details.open = false;
    var chart = null, narrow = null;
    return {
      figure: figure,
      // Draws the chart, or draws it again in the width that there is now.
      fit: function (width) {
        if (!chart) {
          var sharp = Math.max(2, window.devicePixelRatio || 1);
          chart = echarts.init(figure, null, { renderer: "canvas", devicePixelRatio: sharp, width: width });
          lead(chart, table);
        }
        var now = (width || figure.clientWidth) < 520;
        if (now !== narrow) {
          narrow = now;
          chart.setOption(DRAW[draw](read_, narrow, most), true);
        }
        chart.resize(width ? { width: width } : undefined);
        // At once: paper does not wait for the next frame.
        chart.getZr().flush();
      },
      drawn: function () { return chart !== null; }
    };
  }

  // Of the trends one is shown at a time; on paper all are.
  function choose() {
    var bar_ = document.getElementById("trend-choose");
    var parts = Array.from(document.querySelectorAll(".trend"));
    if (!bar_ || parts.length < 2) return;
    var buttons = parts.map(function (part) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = part.getAttribute("data-name");
      button.addEventListener("click", function () { pick(part); });
      return bar_.appendChild(button);
    });
    function pick(chosen) {
      parts.forEach(function (part, place) {
        part.classList.toggle("off", part !== chosen);
        buttons[place].setAttribute("aria-pressed", String(part === chosen));
      });
      window.dispatchEvent(new Event("resize"));
    }
    pick(parts[0]);
    bar_.hidden = false;
  }

  var charts = Array.from(document.querySelectorAll("figure.chart")).map(start).filter(Boolean);
  choose();
  // Charts far down are drawn when they come near.
  if (window.IntersectionObserver) {
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        seen.unobserve(entry.target);
        charts.find(function (one) { return one.figure === entry.target; }).fit();
      });
    }, { rootMargin: "600px" });
    charts.forEach(function (one) { seen.observe(one.figure); });
  } else {
    charts.forEach(function (one) { one.fit(); });
  }

  var waiting = 0, printing = false, opened = [];
  window.addEventListener("resize", function () {
    if (printing) return;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () {
      charts.forEach(function (one) { if (!printing && one.drawn() && one.figure.clientWidth) one.fit(); });
    }, 120);
  });

  // On paper there is no opening: tables open for it, charts take the width of the sheet.
  window.addEventListener("beforeprint", function () {
    printing = true;
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (one) { one.open = true; });
    charts.forEach(function (one) { one.fit(PRINTED); });
  });
  window.addEventListener("afterprint", function () {
    printing = false;
    opened.forEach(function (one) { one.open = false; });
    charts.forEach(function (one) { if (one.figure.clientWidth) one.fit(); });
  });
})();
