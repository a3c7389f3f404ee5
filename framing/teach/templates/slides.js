"use strict";
(() => {
  const slides = [...document.querySelectorAll(".slide")];
  // the slide whose top is nearest to that of the window
  const here = () => {
    const far = slides.map((s) => Math.abs(s.getBoundingClientRect().top));
    return far.indexOf(Math.min(...far));
  };
  const go = (n) => {
    const slide = slides[Math.max(0, Math.min(slides.length - 1, n))];
    slide.scrollIntoView();
    slide.focus({ preventScroll: true });
  };
  const STEP = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Home") go(0);
    else if (event.key === "End") go(slides.length - 1);
    else if (STEP[event.key]) go(here() + STEP[event.key]);
    else return;
    event.preventDefault();
  });
  document.getElementById("on").addEventListener("click", () => go(here() + 1));
  document.getElementById("back").addEventListener("click", () => go(here() - 1));
})();
