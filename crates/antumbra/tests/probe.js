// Looks at the page from inside and leaves what is wrong in the title.
const wrong = [];
for (const a of document.querySelectorAll('a[href^="#"]'))
  if (!document.getElementById(decodeURIComponent(a.hash.slice(1)))) wrong.push("anchor " + a.hash);
const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
for (const id of new Set(ids)) if (ids.filter((i) => i === id).length > 1) wrong.push("id twice " + id);
if (document.documentElement.scrollWidth > innerWidth) wrong.push("wider than the window: " + document.documentElement.scrollWidth + " > " + innerWidth);
for (const s of document.querySelectorAll("figure svg")) {
  const box = s.getBoundingClientRect();
  if (box.width < 100 || box.height < 50) wrong.push("figure not drawn");
  if (!s.querySelector("title") || !s.querySelector("desc")) wrong.push("figure without words");
  if (!s.closest("figure").querySelector("figcaption table")) wrong.push("figure without numbers");
  const v = s.viewBox.baseVal;
  for (const t of s.querySelectorAll("text")) {
    const b = t.getBBox();
    if (b.width && (b.x < v.x - 2 || b.x + b.width > v.x + v.width + 2 || b.y < v.y - 4 || b.y + b.height > v.y + v.height + 4)) wrong.push("text outside " + s.closest("figure").id + ": " + t.textContent);
  }
}
if (!document.querySelectorAll("button").length) wrong.push("the script did not run");
for (const b of document.querySelectorAll("button, select, a, input, summary"))
  if (b.tabIndex < 0) wrong.push("not reached by keyboard: " + b.textContent);
const sortable = document.querySelector("#table-claims thead button");
if (sortable) {
  const first = () => document.querySelector("#table-claims tbody tr th").textContent;
  sortable.click(); sortable.click();
  if (first() === "1") wrong.push("sorting does nothing");
}
const pick = document.querySelector("[data-filter] select");
if (pick) {
  pick.value = pick.options[1].value; pick.dispatchEvent(new Event("change"));
  if (!document.querySelector("[data-filter] tr.hidden")) wrong.push("filtering does nothing");
}
const how = document.querySelector("a.how");
if (how) { how.click(); if (!document.querySelector(".popover")) wrong.push("no popover"); }
const grid = document.getElementById("whatif-grid");
if (!grid) wrong.push("no grid");
else {
  const all = () => [...grid.querySelectorAll("td[data-verdict]")].map((c) => c.dataset.verdict + c.querySelector(".word").textContent).join();
  const marked = all();
  const radios = [...grid.querySelectorAll("input")];
  for (const name of new Set(radios.map((r) => r.name))) {
    const group = radios.filter((r) => r.name === name);
    if (group.filter((r) => r.checked).length !== 1) wrong.push("not one choice of " + name);
    for (const r of group) if (r.closest("label").getBoundingClientRect().height < 43.5) wrong.push("too small to touch: " + name);
  }
  let moved = false;
  const began = performance.now();
  for (const r of radios) { r.click(); moved = moved || all() !== marked; }
  if ((performance.now() - began) / radios.length > 200) wrong.push("a control takes too long");
  if (!moved) wrong.push("no control moves a verdict");
  grid.querySelector(".back button").click();
  if (all() !== marked) wrong.push("the way back does not lead back");
}
const sheets = document.querySelectorAll("#workshop .sheet");
if (sheets.length < 4) wrong.push("sheets missing: " + sheets.length);
if (!document.querySelector('nav a[href="#workshop"]')) wrong.push("the kit is not in the contents");
document.title = "PROBE " + (wrong.join(" | ") || "fine");
