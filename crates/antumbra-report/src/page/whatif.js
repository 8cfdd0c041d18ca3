"use strict";
// The grid of four assumptions: a control moves, and every verdict follows at once.
(() => {
  const box = document.getElementById("whatif-grid");
  if (!box) return;
  const { grid, limits, words } = JSON.parse(box.querySelector('script[type="application/json"]').textContent);
  const axes = ["reliability", "lambda", "basing", "psi"];
  const setup = (at) => (at.lambda * grid.basing.length + at.basing) * grid.reliability.length + at.reliability;
  const within = (at, path, world) =>
    grid.within[((setup(at) * grid.psi.length + at.psi) * grid.paths.length + path) * grid.worlds.length + world];
  const verdict = (n) => {
    if (n === null) return "none";
    const share = n / grid.futures;
    return share >= limits.holds_share ? "holds" : share <= limits.fails_share ? "fails" : "part";
  };
  const cells = [...box.querySelectorAll("td[data-verdict]")];
  const put = (e, text) => { if (e.textContent !== text) e.textContent = text; };
  const show = (at) => {
    const here = axes.every((a) => at[a] === grid.reference[a]);
    const holding = [0, 0];
    for (const cell of cells) {
      const [path, world] = [Number(cell.dataset.path), Number(cell.dataset.world)];
      const n = within(at, path, world);
      const now = verdict(n);
      const before = verdict(within(grid.reference, path, world));
      if (now === "holds") holding[world] += 1;
      cell.dataset.verdict = now;
      put(cell.querySelector(".word"), words[now]);
      put(cell.querySelector(".share"), n === null ? "–" : words.shares[n]);
      cell.querySelector(".track span").style.width = (n === null ? 0 : 100 * n / grid.futures) + "%";
      put(cell.querySelector(".was"), now === before ? "" : words.was.replace("{was}", words[before]));
    }
    put(box.querySelector(".said"), words.said
      .replace("{stays}", holding[0]).replace("{goes}", holding[1]).replace("{all}", grid.paths.length));
    const forces = grid.forces[setup(at)];
    put(box.querySelector(".keep"), forces ? words.keep.replace("{keep}", words.times[setup(at)]) : "");
    const parts = box.querySelector(".parts");
    if (parts && forces) {
      const shares = [forces.own, forces.expected, forces.doubtful, forces.others];
      const bars = parts.querySelectorAll(".bar span");
      const keys = parts.querySelectorAll("li");
      shares.forEach((x, n) => {
        bars[n].style.width = 100 * x + "%";
        keys[n].hidden = x === 0;
        put(keys[n].querySelector("strong"), (100 * x).toFixed(0) + "%");
      });
    }
    if (parts) parts.hidden = !forces;
    back.disabled = here;
    put(back, here ? words.here : words.back);
  };
  const chosen = () => Object.fromEntries(axes.map((a) =>
    [a, Number(box.querySelector(`input[name="whatif-${a}"]:checked`).value)]));
  const back = document.createElement("button");
  back.type = "button";
  back.className = "tool";
  back.addEventListener("click", () => {
    for (const a of axes) box.querySelectorAll(`input[name="whatif-${a}"]`)[grid.reference[a]].checked = true;
    show(chosen());
  });
  box.querySelector(".back").append(back);
  box.addEventListener("change", () => show(chosen()));
  // A browser may bring back what was chosen before the page was loaded again.
  show(chosen());
})();
