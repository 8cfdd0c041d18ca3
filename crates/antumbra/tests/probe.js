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
document.title = "PROBE " + (wrong.join(" | ") || "fine");
