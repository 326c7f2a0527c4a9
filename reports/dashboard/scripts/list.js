// The list of findings: filters, search, pages, and the whole of one finding. All texts are set as text, never as markup.
(function () {
  "use strict";

  var data = window.xunchaData;
  var form = document.getElementById("filters");
  if (!data || !form) return;

  var PER_PAGE = 50, LONGEST = 160;
  var FILTERS = ["district", "domain", "units", "kind", "severity_words", "state"];
  // Beside the words of each state, what people ask for across them.
  var STATES = [
    ["待整改", function (one) { return one.group === "open"; }],
    ["已整改、已销号", function (one) { return one.group === "ended"; }],
    ["已逾期", function (one) { return one.overdue; }],
    ["屡查屡犯", function (one) { return one.repeat; }]
  ];
  var SHOWN = [
    ["问题描述", "message"], ["责任单位", "unit"], ["区", "district"], ["领域", "domain"], ["事项", "entry"], ["栏目", "column"],
    ["标题", "title"], ["提示来自原文", "span"], ["整改要求", "demand"], ["整改时限", "due"], ["依据", "basis"],
    ["页面地址", "url"], ["取证时间", "seen"], ["状态", "state"], ["已下发", "notice"], ["问题编号", "id"]
  ];
  var SEARCHED = ["id", "title", "message", "unit", "domain", "entry", "column", "kind", "district", "url", "notice"];

  var rows = document.getElementById("rows"), found = document.getElementById("found");
  var pager = document.getElementById("pager"), pageOf = document.getElementById("page-of");
  var dialog = document.getElementById("detail");
  var all = data.rows.map(unpacked), hits = [], page = 0;

  // A row holds places in the table of texts, then what are no texts.
  function unpacked(row) {
    var one = {};
    data.fields.forEach(function (field, place) {
      var plain = place >= data.fields.length - 4;
      one[field] = field === "units" ? row[place].map(word) : plain ? row[place] : word(row[place]);
    });
    one.unit = one.units.join("、");
    one.stage = one.state.split("；")[0];
    return one;
  }

  function word(place) { return data.texts[place]; }

  function element(name, content, kind) {
    var made = document.createElement(name);
    if (kind) made.className = kind;
    if (content !== undefined) made.textContent = content;
    return made;
  }

  function shortened(content) {
    var signs = Array.from(content.slice(0, 4 * LONGEST));
    return signs.length > LONGEST ? signs.slice(0, LONGEST).join("") + "……" : content;
  }

  function wanted() {
    var asked = { sure: form.elements.sure.value, text: form.elements.text.value.trim().toLowerCase() };
    FILTERS.forEach(function (name) { asked[name] = form.elements[name].value; });
    return asked;
  }

  function fits(one, asked) {
    if ((one.group === "waiting") !== (asked.sure === "waiting")) return false;
    if (asked.district && one.district !== asked.district) return false;
    if (asked.domain && one.domain !== asked.domain) return false;
    if (asked.kind && one.kind !== asked.kind) return false;
    if (asked.severity_words && one.severity_words !== asked.severity_words) return false;
    if (asked.units && one.units.indexOf(asked.units) < 0) return false;
    if (asked.state && !inState(one, asked.state)) return false;
    return !asked.text || asked.text.split(/\s+/).every(function (part) { return searched(one).indexOf(part) >= 0; });
  }

  function inState(one, state) {
    var special = STATES.find(function (pair) { return pair[0] === state; });
    return special ? special[1](one) : one.stage === state;
  }

  function searched(one) {
    if (!one.searched) {
      one.searched = SEARCHED.map(function (field) { return one[field]; }).join("\n").toLowerCase();
    }
    return one.searched;
  }

  // The choices of a filter: what occurs, in the order of the list; severities in their own.
  function choices(name) {
    var seen = new Set(), sure = form.elements.sure.value, district = form.elements.district.value;
    all.forEach(function (one) {
      if ((one.group === "waiting") !== (sure === "waiting")) return;
      if (name !== "district" && district && one.district !== district) return;
      if (name === "units") one.units.forEach(function (unit) { seen.add(unit); });
      else seen.add(name === "state" ? one.stage : one[name]);
    });
    var listed = Array.from(seen);
    if (name === "severity_words") return ["重大", "重要", "一般", "提示"].filter(function (one) { return seen.has(one); });
    if (name === "state" && sure !== "waiting") {
      var special = STATES.map(function (pair) { return pair[0]; });
      return special.concat(listed.sort().filter(function (one) { return special.indexOf(one) < 0; }));
    }
    return name === "district" || name === "domain" ? listed : listed.sort(function (a, b) { return a.localeCompare(b, "zh"); });
  }

  function fill() {
    FILTERS.forEach(function (name) {
      var select = form.elements[name], kept = select.value;
      select.textContent = "";
      select.add(new Option("全部", ""));
      choices(name).forEach(function (one) { select.add(new Option(shortened(one), one)); });
      select.value = kept;
      if (select.selectedIndex < 0) select.value = "";
    });
  }

  function find() {
    var asked = wanted();
    hits = all.filter(function (one) { return fits(one, asked); });
    document.getElementById("waiting-remark").hidden = asked.sure !== "waiting";
    found.textContent = "找到" + hits.length + "个" + (asked.sure === "waiting" ? "待核实事项。" : "属实问题。");
    show(0);
  }

  function show(wantedPage) {
    var last = Math.max(0, Math.ceil(hits.length / PER_PAGE) - 1);
    page = Math.min(Math.max(0, wantedPage), last);
    rows.textContent = "";
    if (hits.length) rows.appendChild(table(hits.slice(page * PER_PAGE, (page + 1) * PER_PAGE)));
    pager.hidden = last === 0;
    pageOf.textContent = "第" + (page + 1) + "页，共" + (last + 1) + "页";
    Array.from(pager.querySelectorAll("button")).forEach(function (button) {
      button.disabled = button.value === "first" || button.value === "back" ? page === 0 : page === last;
    });
  }

  function table(part) {
    var made = element("table", undefined, "findings");
    made.appendChild(element("caption", "问题明细，第" + (page * PER_PAGE + 1) + "至" + (page * PER_PAGE + part.length) + "个"));
    var head = made.createTHead().insertRow();
    ["程度", "问题", "区", "责任单位", "领域", "状态", "整改时限"].forEach(function (name) {
      var cell = element("th", name);
      cell.scope = "col";
      head.appendChild(cell);
    });
    var body = made.createTBody();
    part.forEach(function (one) { body.appendChild(row(one)); });
    return made;
  }

  function row(one) {
    var made = document.createElement("tr");
    var severity = made.insertCell();
    severity.appendChild(element("span", one.severity_words, "badge severity-" + one.severity));
    var problem = element("th");
    problem.scope = "row";
    var button = element("button", one.kind, "open-detail");
    button.type = "button";
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-label", one.kind + "，" + one.id + "，查看详情");
    button.addEventListener("click", function () { detail(one); });
    problem.appendChild(button);
    if (one.title) problem.appendChild(element("bdi", shortened(one.title), "title"));
    problem.appendChild(element("bdi", shortened(one.message), "message"));
    made.appendChild(problem);
    [["区", one.district], ["责任单位", one.unit], ["领域", one.domain], ["状态", one.state], ["整改时限", one.due]].forEach(
      function (pair) {
        var cell = made.insertCell();
        cell.setAttribute("data-name", pair[0]);
        cell.appendChild(element("bdi", pair[1]));
      }
    );
    return made;
  }

  function detail(one) {
    var body = document.getElementById("detail-body"), list = element("dl");
    document.getElementById("detail-h").textContent = one.severity_words + "：" + one.kind;
    body.textContent = "";
    if (one.group === "waiting") body.appendChild(element("p", "尚未经人工核实，不作为问题认定，不得对外使用。", "remark open"));
    SHOWN.forEach(function (pair) {
      if (!one[pair[1]]) return;
      list.appendChild(element("dt", pair[0]));
      var value = element("dd");
      value.appendChild(pair[1] === "url" && one.link ? outside(one.url) : element("bdi", one[pair[1]]));
      list.appendChild(value);
    });
    body.appendChild(list);
    var local = element("a", "本地详情页（含取证信息）", "local");
    local.href = one.page;
    var line = element("p");
    line.appendChild(local);
    body.appendChild(line);
    if (dialog.showModal) dialog.showModal();
    else location.href = one.page;
  }

  // Only the web's own addresses become links, whatever the data say.
  function outside(url) {
    if (!/^https?:\/\//i.test(url)) return element("bdi", url);
    var made = element("a", url);
    made.href = url;
    made.target = "_blank";
    made.rel = "noopener noreferrer";
    return made;
  }

  // Filters are kept in the address, so that a view can be marked and gone back to.
  function remember() {
    var asked = wanted(), parts = new URLSearchParams();
    Object.keys(asked).forEach(function (name) {
      if (asked[name] && !(name === "sure" && asked.sure === "sure")) parts.set(name, asked[name]);
    });
    var said = parts.toString();
    try {
      history.replaceState(null, "", said ? "#list?" + said : location.pathname + location.search);
    } catch (error) {
      // Some browsers forbid it for files: then the view is not kept, and all else works.
      return;
    }
  }

  function apply(given) {
    form.reset();
    form.elements.sure.value = given.sure === "waiting" ? "waiting" : "sure";
    fill();
    ["district"].concat(FILTERS).forEach(function (name) {
      if (given[name]) form.elements[name].value = given[name];
      if (name === "district") fill();
    });
    form.elements.text.value = given.text || "";
    find();
  }

  function fromAddress() {
    if (location.hash.indexOf("#list?") !== 0) return false;
    var given = {};
    new URLSearchParams(location.hash.slice(6)).forEach(function (value, name) { given[name] = value; });
    apply(given);
    return true;
  }

  function sureFirst(given) {
    var some = all.some(function (one) {
      return one.group !== "waiting" && Object.keys(given).every(function (name) {
        return name === "units" ? one.units.indexOf(given.units) >= 0 : one[name] === given[name];
      });
    });
    return Object.assign({ sure: some ? "sure" : "waiting" }, given);
  }

  function lookFor(given) {
    apply(sureFirst(given));
    remember();
    document.getElementById("list").scrollIntoView();
    found.setAttribute("tabindex", "-1");
    found.focus({ preventScroll: true });
  }

  // The names in the tables of kinds and units lead to their findings, as the bars of their charts do.
  function lead(id, asked) {
    var table_ = document.getElementById(id);
    if (!table_) return;
    Array.from(table_.tBodies[0].rows).forEach(function (line) {
      var head = line.cells[0], name = head.textContent.trim();
      var button = element("button", name, "open-detail");
      button.type = "button";
      button.addEventListener("click", function () { lookFor(asked(line)); });
      head.textContent = "";
      head.appendChild(button);
    });
  }

  var typing = 0;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("change", function (event) {
    if (event.target.name === "sure" || event.target.name === "district") fill();
    find();
    remember();
  });
  form.elements.text.addEventListener("input", function () {
    window.clearTimeout(typing);
    typing = window.setTimeout(function () { find(); remember(); }, 150);
  });
  form.addEventListener("reset", function () { window.setTimeout(function () { fill(); find(); remember(); }, 0); });
  pager.addEventListener("click", function (event) {
    var steps = { first: 0, back: page - 1, next: page + 1, last: Infinity };
    if (event.target.value in steps) {
      show(steps[event.target.value]);
      document.getElementById("list").scrollIntoView();
      found.textContent = pageOf.textContent;
    }
  });
  document.addEventListener("xuncha-find", function (event) { lookFor(event.detail); });
  window.addEventListener("hashchange", fromAddress);

  lead("kinds", function (line) { return { kind: line.cells[0].textContent.trim() }; });
  lead("units", function (line) { return { units: line.cells[0].textContent.trim(), district: line.cells[1].textContent.trim() }; });
  form.hidden = false;
  if (!fromAddress()) apply(sureFirst({}));
})();
