"use strict";
// Search, filters and sorting of the table of claims. Their state is in the address: #?company=Acme&sort=-figure
const $ = (selector) => document.querySelector(selector);
const table = $("table");
const body = table.tBodies[0];
const rows = [...body.rows];
const heads = [...table.tHead.rows[0].cells];
const columns = ["company", "claim", "figure", "date", "publisher", "source"];
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const names = (cell) => [...cell.getElementsByTagName("bdi")].map((name) => name.dataset.name || name.textContent);

const facts = rows.map((row, place) => {
  const cells = row.cells;
  const status = [...row.getElementsByClassName("status")].map((mark) => mark.textContent);
  const metric = cells[2].getElementsByTagName("small")[0];
  const [value, ...unit] = (cells[2].dataset.figure || "").split(" ");
  return {
    row, place, status: status.length ? status : ["reported"],
    company: names(cells[0]), publisher: names(cells[4]), metric: metric ? [metric.textContent] : [],
    lacking: cells[5].getElementsByClassName("lacking").length > 0,
    unit: unit.join(" "), value: parseFloat(value), text: "",
  };
});
for (const { row } of facts) {
  const link = document.createElement("a");
  link.href = `#${row.id}`;
  link.textContent = "link";
  link.title = "Copy a link to this claim";
  const cell = row.cells[1];
  cell.insertBefore(link, cell.querySelector("details"));
  link.before(" ");
}
const units = new Map();
for (const { unit } of facts) units.set(unit, (units.get(unit) || 0) + 1);

const search = $("#q");
const selects = [...document.querySelectorAll(".controls select")];
const lacking = $("#lacking");
const more = $("#more");
const step = 250; // rows that are shown at first, and whenever the reader gets to the end: layout is slow, not search
let limit = step;
let sort = "";
let typing = false;

for (const select of selects) {
  const counts = new Map();
  for (const fact of facts) for (const value of fact[select.id]) counts.set(value, (counts.get(value) || 0) + 1);
  for (const value of [...counts.keys()].sort(collator.compare)) {
    select.add(new Option(`${value} (${counts.get(value)})`, value));
  }
}

function wanted() {
  const state = new URLSearchParams();
  if (search.value.trim()) state.set("q", search.value.trim());
  for (const select of selects) if (select.value) state.set(select.id, select.value);
  if (lacking.checked) state.set("lacking", "1");
  if (sort) state.set("sort", sort);
  return state;
}

function save(replace) {
  limit = step;
  const state = wanted().toString();
  history[replace ? "replaceState" : "pushState"](null, "", state ? `#?${state}` : "#");
  apply();
}

function restore() {
  const state = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
  search.value = state.get("q") || "";
  for (const select of selects) {
    select.value = state.get(select.id) || "";
    if (select.selectedIndex < 0) select.value = "";
  }
  lacking.checked = state.has("lacking");
  sort = columns.includes((state.get("sort") || "").replace("-", "")) ? state.get("sort") : "";
  typing = false;
  const claim = location.hash.startsWith("#claim-");
  limit = claim ? Infinity : step;
  apply();
  if (claim) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

// Text as `fold` in ledger/text.py folds it: without case, accents and punctuation, one space between words. A point
// between digits, and plus and number signs after a letter, belong to a word ("1.5", "C++"): they are set aside as
// characters for private use. No expression looks behind, which Safari before 16.4 cannot read.
const letter = `(?!${single}|${jamo})[\\p{L}\\p{N}\\ue000-\\ue002]`;
const words = new RegExp(`${single}|${syllable}|${jamo}|(?:${letter})+`, "gu");
const signs = new RegExp(`((?!${single}|${jamo})[\\p{L}\\p{Nl}\\p{No}])([+#]+)(?![\\p{L}\\p{N}_+#])`, "gu");
function fold(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(unseen, "")
    .replace(/[^\0-\x7f]/gu, (char) => folded[char] ?? char)
    .replace(/(\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd}))/gu, "$1")
    .replace(/(\p{Nd})\.(?=\p{Nd})/gu, "$1\ue000")
    .replace(signs, (_, char, marks) => char + marks.replaceAll("+", "\ue001").replaceAll("#", "\ue002"));
  return (plain.match(words) || []).join(" ")
    .replaceAll("\ue000", ".").replaceAll("\ue001", "+").replaceAll("\ue002", "#");
}
const squeezed = (text) => text.replaceAll(" ", "");

// The text of a row, with that of its sources and apart from what is on every row; ids and names without spaces.
function index(fact) {
  const said = [fact.row.id.replace("claim-", ""), ...fact.company];
  const parts = [...fact.row.querySelectorAll("a[href^='#source-']")].map((link) => document.querySelector(link.hash));
  for (const part of [fact.row, ...parts]) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      if (!texts.currentNode.parentElement.closest("summary, a[title]")) said.push(texts.currentNode.data);
    }
  }
  fact.raw = said.join(" ");
  fact.text = ` ${fold(fact.raw)}`;
  const names = [said[0], ...fact.company, ...fact.publisher, ...fact.metric];
  fact.names = names.map((name) => squeezed(fold(name))).join(" ");
}

// As `ledger show WORD` finds it, and parts of words; in names, spaces do not count, but around an ampersand.
function finder(typed) {
  const said = fold(typed);
  if (!said) return (fact) => fact.raw.includes(typed.trim());
  const phrase = said.includes(" ") ? ` ${said}` : said;
  const name = /[&\uff06]/.test(typed) ? "\n" : squeezed(said);
  return (fact) => fact.text.includes(phrase) || fact.names.includes(name);
}

function apply() {
  const tests = search.value.replace(/\s*([&\uff06])\s*/g, "$1").split(/\s+/).filter(Boolean).map(finder);
  const whole = tests.length > 1 && finder(search.value);
  const chosen = selects.filter((select) => select.value).map((select) => [select.id, select.value]);
  arrange();
  let found = 0;
  for (const fact of facts) {
    if (tests.length && !fact.text) index(fact);
    const fits = (tests.every((found) => found(fact)) || (whole && whole(fact)))
      && chosen.every(([field, value]) => fact[field].includes(value)) && (fact.lacking || !lacking.checked);
    found += fits;
    const hidden = !fits || found > limit;
    if (fact.row.hidden !== hidden) fact.row.hidden = hidden;
  }
  more.hidden = found <= limit;
  $("#count").textContent = `${found} of ${facts.length} claims`;
  $("#reset").hidden = !wanted().toString();
}

function showMore() {
  limit += step;
  apply();
}

let arranged = "";
function arrange() {
  heads.forEach((head, at) => {
    head.removeAttribute("aria-sort");
    if (sort.replace("-", "") === columns[at]) {
      head.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
    }
  });
  if (sort === arranged) return;
  arranged = sort;
  const at = columns.indexOf(sort.replace("-", ""));
  const sign = sort.startsWith("-") ? -1 : 1;
  const key = (fact) => at === 2 ? fact.value : at === 5 ? parseInt(fact.row.cells[5].textContent, 10)
    : fact.row.cells[at].textContent;
  const absent = (value) => value === "" || Number.isNaN(value);
  const keyed = facts.map((fact) => [at < 0 ? "" : key(fact), fact]);
  keyed.sort(([a, one], [b, other]) => {
    if (at < 0) return one.place - other.place;
    if (absent(a) || absent(b)) return absent(a) - absent(b) || one.place - other.place;
    if (at === 2 && one.unit !== other.unit) {
      return units.get(other.unit) - units.get(one.unit) || collator.compare(one.unit, other.unit);
    }
    return sign * (typeof a === "number" ? a - b : collator.compare(a, b)) || one.place - other.place;
  });
  facts.splice(0, Infinity, ...keyed.map(([, fact]) => fact));
  for (const fact of facts) fact.row.hidden = true; // rows that are not laid out are moved at once
  body.append(...facts.map((fact) => fact.row));
}

heads.forEach((head, at) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => {
    sort = sort === columns[at] ? `-${columns[at]}` : sort === `-${columns[at]}` ? "" : columns[at];
    typing = false;
    save(false);
  });
  head.replaceChildren(button);
});
search.addEventListener("input", () => { save(typing); typing = true; });
for (const control of [...selects, lacking]) {
  control.addEventListener("change", () => { typing = false; save(false); });
}
$("#reset").addEventListener("click", () => {
  search.value = "";
  for (const select of selects) select.value = "";
  lacking.checked = false;
  sort = "";
  typing = false;
  save(false);
  search.focus();
});
body.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href^='#claim-']");
  if (!link || !navigator.clipboard) return;
  event.preventDefault(); // so that the filters stay
  try {
    await navigator.clipboard.writeText(link.href);
    $("#count").textContent = "Link copied";
  } catch {
    location.hash = link.hash;
  }
});
addEventListener("popstate", () => {
  if (/^(#\?.*|#claim-.*|#?)$/.test(location.hash)) restore(); // other links lead elsewhere on the page
});
more.addEventListener("click", showMore);
new IntersectionObserver((entries) => { if (entries.some((one) => one.isIntersecting)) showMore(); }).observe(more);
addEventListener("beforeprint", () => { limit = Infinity; apply(); });
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
for (const one of document.querySelectorAll(".controls, .show")) one.hidden = false;
restore();
