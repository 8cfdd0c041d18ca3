"use strict";
// What the page can do beyond being read. Without this script it says the same.
(() => {
  const root = document.documentElement;
  const words = document.body.dataset;
  root.classList.add("js");
  const make = (tag, cls, text) => {
    const e = document.createElement(tag);
    if (cls) e.className = cls;
    if (text) e.textContent = text;
    return e;
  };
  const button = (text, act) => {
    const b = make("button", "tool", text);
    b.type = "button";
    b.addEventListener("click", () => act(b));
    return b;
  };

  // Theme: follows the system until a reader chooses.
  const dark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const tools = document.querySelector(".tools");
  if (tools) {
    tools.append(button(words.theme, () => { root.dataset.theme = dark() ? "light" : "dark"; }));
    tools.append(button(words.print, () => window.print()));
  }

  // Tables: sort by a head; numbers by size, whatever stands around them.
  const size = (text) => {
    const m = text.replace(/[,\u2009]/g, "").match(/-?(\d+\.?\d*|\.\d+)/);
    if (!m) return NaN;
    const unit = /兆|trillion/.test(text) ? 1e12 : /億/.test(text) ? 1e8 : /billion/.test(text) ? 1e9 : /million/.test(text) ? 1e6 : 1;
    return Number(m[0]) * unit;
  };
  const sort = (table, column, head) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const h of table.tHead.rows[0].cells) h.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const rows = [...table.tBodies[0].rows];
    const text = (r) => r.cells[column] ? r.cells[column].textContent.trim() : "";
    const numbers = rows.every((r) => text(r) === "" || text(r) === "–" || !Number.isNaN(size(text(r))));
    const order = (a, b) => numbers
      ? (size(text(a)) || 0) - (size(text(b)) || 0)
      : text(a).localeCompare(text(b), root.lang);
    rows.sort((a, b) => (up ? 1 : -1) * order(a, b));
    table.tBodies[0].append(...rows);
  };
  for (const table of document.querySelectorAll("table")) {
    if (table.tBodies[0].rows.length < 3) continue;
    [...table.tHead.rows[0].cells].forEach((head, n) => {
      const b = make("button", "", head.textContent);
      b.type = "button";
      head.replaceChildren(b);
      b.addEventListener("click", () => sort(table, n, head));
    });
  }

  // A ledger: show the rows of one kind, or with some words.
  for (const box of document.querySelectorAll("[data-filter]")) {
    const column = Number(box.dataset.filter);
    const rows = [...box.querySelectorAll("tbody tr")];
    const kinds = [...new Set(rows.map((r) => r.cells[column].textContent))].sort();
    const select = make("select");
    select.setAttribute("aria-label", words.kinds);
    select.append(new Option(words.all, ""), ...kinds.map((k) => new Option(k, k)));
    const search = make("input");
    search.type = "search";
    search.placeholder = words.search;
    search.setAttribute("aria-label", words.search);
    const show = () => {
      const wanted = search.value.toLowerCase();
      for (const r of rows) {
        const hit = (!select.value || r.cells[column].textContent === select.value)
          && r.textContent.toLowerCase().includes(wanted);
        r.classList.toggle("hidden", !hit);
      }
    };
    select.addEventListener("change", show);
    search.addEventListener("input", show);
    box.prepend(select, search);
  }

  // Copy the numbers of a figure or table, as tab-separated text for a spreadsheet.
  const copy = (table, b) => {
    const text = [...table.rows].map((r) => [...r.cells].map((c) => c.textContent).join("\t")).join("\n");
    const done = () => { b.textContent = words.copied; setTimeout(() => { b.textContent = words.copy; }, 1500); };
    const old = () => {
      const t = make("textarea");
      t.value = text;
      document.body.append(t);
      t.select();
      document.execCommand("copy");
      t.remove();
      done();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, old); else old();
  };
  for (const table of document.querySelectorAll("figcaption table, section > div > .scroll > table")) {
    const b = button(words.copy, (self) => copy(table, self));
    table.parentElement.after(b);
  }

  // Popovers: a figure's definition, and the value under the pointer.
  let open = null;
  const close = () => { if (open) { open.remove(); open = null; } };
  const place = (e, x, y) => {
    document.body.append(e);
    const width = e.offsetWidth;
    e.style.left = Math.max(4, Math.min(x, root.clientWidth - width - 4)) + scrollX + "px";
    e.style.top = y + scrollY + "px";
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.how");
    if (!link) { if (open && !open.contains(event.target)) close(); return; }
    const target = document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    close();
    open = make("div", "popover");
    open.setAttribute("role", "dialog");
    open.tabIndex = -1;
    open.innerHTML = target.innerHTML;
    for (const e of open.querySelectorAll("[id]")) e.removeAttribute("id");
    const at = link.getBoundingClientRect();
    place(open, at.left, at.bottom + 6);
    open.focus({ preventScroll: true });
    open.addEventListener("keydown", (k) => { if (k.key === "Escape") { close(); link.focus(); } });
  });
  let value = null;
  const clear = () => { if (value) { value.remove(); value = null; } };
  for (const mark of document.querySelectorAll(".mark")) {
    const title = mark.querySelector("title");
    if (!title) continue;
    const text = title.textContent;
    mark.setAttribute("aria-label", text);
    title.remove();
    mark.addEventListener("pointerenter", (e) => {
      clear();
      value = make("div", "popover value", text);
      place(value, e.clientX + 10, e.clientY + 14);
    });
    mark.addEventListener("pointerleave", clear);
    // One path of choices, followed through every figure.
    if (mark.dataset.path) mark.addEventListener("click", () => follow(mark.dataset.path));
  }
  // The same by a list, which a keyboard reaches.
  const names = new Map([...document.querySelectorAll("#the-paths li")].map((l) => [l.dataset.id, l.textContent]));
  const shown = [...document.querySelectorAll("[data-path].mark, tr[data-path]")];
  const known = [...names].filter(([id]) => shown.some((m) => m.dataset.path === id));
  let list = null;
  const follow = (path) => {
    const on = path !== "" && root.dataset.path !== path;
    root.dataset.path = on ? path : "";
    root.classList.toggle("following", on);
    for (const m of shown) m.classList.toggle("follow", on && m.dataset.path === path);
    if (list) list.value = on && names.has(path) ? path : "";
  };
  const chooser = (label, all, options, act) => {
    const l = make("label", "choose", label + " ");
    const select = make("select");
    select.append(new Option(all, ""), ...options.map(([value, text]) => new Option(text, value)));
    select.addEventListener("change", () => act(select.value));
    l.append(select);
    if (tools) tools.append(l);
    return select;
  };
  if (known.length > 1) list = chooser(words.follow, words.all, known, (p) => { root.dataset.path = ""; follow(p); });

  // One tier: the others leave tables.
  const tiers = [...document.querySelectorAll("tr[data-tier]")];
  const kinds = [...new Set(tiers.map((r) => r.dataset.tier))];
  if (kinds.length > 1) {
    chooser(words.tier, words.all, kinds.map((k) => [k, k]), (wanted) => {
      for (const r of tiers) r.classList.toggle("left", wanted !== "" && r.dataset.tier !== wanted);
    });
  }

  // Names and borders on a map that are in dispute: one of several lists.
  for (const map of document.querySelectorAll("[data-names]")) {
    const select = make("select");
    select.setAttribute("aria-label", words.lists);
    select.append(...map.dataset.names.split("|").map((l, n) => new Option(l, String(n))));
    select.addEventListener("change", () => {
      for (const e of map.querySelectorAll("[data-list]")) {
        e.classList.toggle("hidden", e.dataset.list !== select.value);
      }
    });
    map.closest("figure").prepend(select);
  }

  // A link into something folded opens it.
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    let e = id && document.getElementById(id);
    const target = e;
    while (e) { if (e.tagName === "DETAILS") e.open = true; e = e.parentElement; }
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
