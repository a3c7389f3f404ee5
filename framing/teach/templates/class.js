"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const about = JSON.parse($("about").textContent);
  const VOICE = { outlet: "O", headline: "O", quoted: "Q", attributed: "R", scare: "Q" };
  const KIND = { for: "+", neither: "0", against: "−", discuss: "?" };
  let marks = [];
  let revealed = null;
  let before = null;  // the marks as they were when the tool's were shown
  let chosen = [];
  let anchor = null;

  const place = [about.form, about.set, about.group, about.digest].join("/");
  // A browser may forbid pages from files to keep anything: then a file is the only way, as the page says.
  const keep = () => {
    const all = { marks, before, revealed: revealed !== null, coder: $("coder").value, prediction: $("prediction").value };
    try { localStorage.setItem(place, JSON.stringify(all)); } catch { /* nothing is kept */ }
  };
  const kept = () => {
    try { return JSON.parse(localStorage.getItem(place)); } catch { return null; }
  };
  const sound = (list) => list.filter((m) => about.texts.includes(m.text) && VOICE[m.voice] && KIND[m.leaning]
    && Number.isInteger(m.start) && Number.isInteger(m.end));

  const texts = [...document.querySelectorAll(".text")];
  const wordsOf = (text) => [...text.querySelectorAll(".w")];
  const say = (message) => { $("status").textContent = message; };

  const choose = (text, from, to) => {
    document.querySelectorAll(".w.chosen").forEach((w) => w.classList.remove("chosen"));
    const all = wordsOf(text);
    const [a, b] = [Math.min(from, to), Math.max(from, to)];
    chosen = all.slice(a, b + 1);
    chosen.forEach((w) => w.classList.add("chosen"));
    say(chosen.map((w) => w.textContent).join(" "));
  };
  const focusWord = (word) => {
    wordsOf(word.closest(".text")).forEach((w) => { w.tabIndex = -1; });
    word.tabIndex = 0;
    word.focus();
  };
  const plain = (words) => words.map((w) => w.textContent).join(" ").replace(/^[“"‘'(]+|[.,;:!?”"’')]+$/g, "");
  const open = () => {
    if (!chosen.length) return;
    $("words").textContent = plain(chosen);
    $("panel").reset();
    $("panel").hidden = false;
    $("panel").querySelector("input").focus();
  };
  const close = () => {
    $("panel").hidden = true;
    document.querySelectorAll(".w.chosen").forEach((w) => w.classList.remove("chosen"));
    const back = chosen[0];
    chosen = [];
    if (back) focusWord(back);
  };

  texts.forEach((text) => {
    const all = wordsOf(text);
    if (all.length) all[0].tabIndex = 0;
    text.addEventListener("click", (event) => {
      const word = event.target.closest(".w");
      if (!word) return;
      const at = all.indexOf(word);
      if (!event.shiftKey || anchor === null) anchor = at;
      choose(text, anchor, at);
      focusWord(word);
      open();
    });
    text.addEventListener("keydown", (event) => {
      const word = event.target.closest(".w");
      if (!word) return;
      let at = all.indexOf(word);
      const line = Number(word.dataset.line);
      const near = (number) => all.findIndex((w) => Number(w.dataset.line) === number);
      if (event.key === "ArrowRight") at += 1;
      else if (event.key === "ArrowLeft") at -= 1;
      else if (event.key === "ArrowDown") at = near(line + 1);
      else if (event.key === "ArrowUp") at = near(line - 1);
      else if (event.key === "Home") at = 0;
      else if (event.key === "End") at = all.length - 1;
      else if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        if (!chosen.length) { anchor = at; choose(text, at, at); }
        open();
        return;
      } else return;
      event.preventDefault();
      if (at < 0 || at >= all.length) return;
      if (!event.shiftKey) anchor = at;
      else if (anchor === null) anchor = all.indexOf(word);
      choose(text, anchor, at);
      focusWord(all[at]);
    });
  });

  document.querySelectorAll("button.choose").forEach((button) => button.addEventListener("click", () => {
    document.querySelectorAll("button.choose").forEach((b) => b.setAttribute("aria-pressed", String(b === button)));
    texts.forEach((t) => { t.hidden = t.dataset.letter !== button.dataset.letter; });
    anchor = null;
    if (!$("panel").hidden) close();
  }));

  $("panel").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!chosen.length) return;
    const answers = new FormData($("panel"));
    const text = chosen[0].closest(".text").dataset.letter;
    const start = Number(chosen[0].dataset.start);
    const end = Number(chosen[chosen.length - 1].dataset.end);
    marks = marks.filter((m) => m.text !== text || m.end <= start || m.start >= end);
    marks.push({ text, line: Number(chosen[0].dataset.line), start, end, words: plain(chosen),
      concept: answers.get("concept"), voice: answers.get("voice"), leaning: answers.get("leaning") });
    marks.sort((a, b) => a.text.localeCompare(b.text) || a.start - b.start);
    draw();
    keep();
    close();
    say("Kept. " + marks.length + " marks so far.");
  });
  $("cancel").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !$("panel").hidden) close(); });

  const cell = (row, words) => { const td = row.insertCell(); td.textContent = words; return td; };
  const overlaps = (a, b) => a.text === b.text && a.start < b.end && b.start < a.end;
  const tag = (mark, kind) => {
    const el = document.createElement("span");
    el.className = "tag " + kind;
    el.textContent = (kind === "m" ? "M " : "T ") + VOICE[mark.voice] + KIND[mark.leaning];
    return el;
  };
  const paint = (list, css, kind) => list.forEach((mark) => {
    const text = texts.find((t) => t.dataset.letter === mark.text);
    if (!text) return;
    const inside = wordsOf(text).filter((w) => Number(w.dataset.start) < mark.end && mark.start < Number(w.dataset.end));
    inside.forEach((w) => w.classList.add(css));
    if (inside.length) inside[inside.length - 1].after(tag(mark, kind));
  });
  const draw = () => {
    document.querySelectorAll(".tag").forEach((t) => t.remove());
    document.querySelectorAll(".mine, .tool").forEach((w) => w.classList.remove("mine", "tool"));
    paint(marks, "mine", "m");
    if (revealed) paint(revealed.marks, "tool", "t");
    const body = $("marks").tBodies[0];
    body.replaceChildren();
    marks.forEach((mark) => {
      const row = body.insertRow();
      cell(row, mark.text); cell(row, mark.line); cell(row, mark.words);
      cell(row, about.concepts[mark.concept] || mark.concept);
      cell(row, VOICE[mark.voice]); cell(row, KIND[mark.leaning]);
      const gone = document.createElement("button");
      gone.type = "button";
      gone.textContent = "Remove";
      gone.setAttribute("aria-label", "Remove the mark " + mark.words + ", text " + mark.text + ", line " + mark.line);
      gone.addEventListener("click", () => { marks = marks.filter((m) => m !== mark); draw(); keep(); say("Removed."); });
      cell(row, "").append(gone);
    });
    if (!revealed) return;
    const table = $("outlets").tBodies[0];
    table.replaceChildren();
    Object.entries(revealed.outlets).forEach(([letter, outlet]) => {
      const mine = marks.filter((m) => m.text === letter);
      const tool = revealed.marks.filter((m) => m.text === letter);
      const row = table.insertRow();
      cell(row, letter); cell(row, outlet); cell(row, mine.length); cell(row, tool.length);
      cell(row, mine.filter((m) => tool.some((t) => overlaps(m, t))).length);
    });
  };

  const answers = () => {
    const bytes = Uint8Array.from(atob($("answers").textContent.trim()), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  const reveal = () => {
    revealed = answers();
    if (before === null) before = [...marks];
    $("revealed").hidden = false;
    $("reveal").disabled = true;
    draw();
  };
  $("reveal").addEventListener("click", () => {
    reveal();
    keep();
    say("The outlets and the marks to compare with are shown.");
  });

  $("save").addEventListener("click", () => {
    const coder = $("coder").value.trim() || "unnamed";
    const data = { form: about.form, set: about.set, group: about.group, digest: about.digest, coder, prediction: $("prediction").value,
      words: Object.fromEntries(texts.map((t) => [t.dataset.letter, wordsOf(t).map((w) => Number(w.dataset.start))])),
      marks, before, tool: answers().tool };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 1)], { type: "application/json" }));
    link.download = "marks-" + coder.replace(/[^\w-]+/g, "-") + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say("Saved as " + link.download + ".");
  });
  $("load").addEventListener("change", async () => {
    const file = $("load").files[0];
    if (!file) return;
    try {
      const data = JSON.parse(await file.text());
      const other = data.digest !== undefined && data.digest !== about.digest;
      if (data.form !== about.form || data.set !== about.set || data.group !== about.group || other) throw new Error("made on another page");
      marks = sound(data.marks);
      before = data.before ? sound(data.before) : null;
      $("coder").value = String(data.coder || "");
      $("prediction").value = String(data.prediction || "");
      if (before) reveal(); else draw();
      keep();
      say(marks.length + " marks read from " + file.name + ".");
    } catch (error) {
      say("That file can’t be used: " + error.message + ". Choose a file that this page saved.");
    }
  });
  ["coder", "prediction"].forEach((id) => $(id).addEventListener("input", keep));
  $("afresh").addEventListener("click", () => {
    if (!confirm("Take away all marks, the prediction and the name on this page? Files you saved stay.")) return;
    try { localStorage.removeItem(place); } catch { /* nothing was kept */ }
    location.reload();
  });

  const had = kept();
  if (had && Array.isArray(had.marks)) {
    marks = sound(had.marks);
    before = Array.isArray(had.before) ? sound(had.before) : null;
    $("coder").value = String(had.coder || "");
    $("prediction").value = String(had.prediction || "");
    if (had.revealed) reveal(); else draw();
    if (marks.length || had.prediction) say("What was marked here before is back. It is not yours? Start afresh, at the end of the page.");
  } else draw();
})();
