"use strict";
// The page works without this: it only hides cards and changes their order.
const list = document.querySelector("ul.sets");
const cards = [...list.children];
const find = document.querySelector("#find");
const sort = document.querySelector("#sort");
const fresh = document.querySelector("#fresh");
const shown = document.querySelector("#shown");
const by = {
  given: () => 0,
  day: (a, b) => b.dataset.day.localeCompare(a.dataset.day),
  articles: (a, b) => b.dataset.n - a.dataset.n,
  tier: (a, b) => a.dataset.tier - b.dataset.tier,
  title: (a, b) => a.dataset.title.localeCompare(b.dataset.title),
};
function update() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let n = 0;
  for (const card of cards) {
    const text = card.textContent.toLowerCase();
    card.hidden = !words.every((word) => text.includes(word)) || (fresh.checked && !card.dataset.since);
    n += !card.hidden;
  }
  list.append(...[...cards].sort(by[sort.value]));
  shown.textContent = `${n} of ${cards.length} shown`;
}
for (const control of [find, sort, fresh]) control.addEventListener("input", update);
document.querySelector("#controls").hidden = false;
update();
