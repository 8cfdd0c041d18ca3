"use strict";
// The workshop kit is printed alone when it is asked for.
(() => {
  const root = document.documentElement;
  const kit = document.querySelector("#workshop .sheets");
  if (!kit) return;
  const fold = kit.closest("details");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tool";
  button.textContent = kit.dataset.print;
  button.addEventListener("click", () => {
    const open = fold.open;
    fold.open = true;
    root.classList.add("print-kit");
    addEventListener("afterprint", () => {
      root.classList.remove("print-kit");
      fold.open = open;
    }, { once: true });
    print();
  });
  fold.before(button);
})();
