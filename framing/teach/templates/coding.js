"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const about = JSON.parse($("about").textContent);
  const units = about.units;
  let answers = {};
  let at = 0;
  const fields = [...document.querySelectorAll("fieldset")];
  const show = () => {
    const unit = units[at];
    $("number").textContent = (at + 1) + " of " + units.length;
    const [before, rest] = unit.sentence.split(about.open);
    const [words, after] = rest.split(about.close);
    const mark = document.createElement("mark");
    mark.textContent = words;
    $("sentence").replaceChildren(before, mark, after);
    $("context").textContent = unit.context;
    fields.forEach((f) => { f.hidden = f.dataset.kind !== unit.kind; });
    document.querySelectorAll("#questions input").forEach((input) => {
      const given = (answers[unit.id] || {})[input.name];
      if (input.type === "text") input.value = given || ""; else input.checked = given === input.value;
    });
    $("back").disabled = at === 0;
    $("next").textContent = at === units.length - 1 ? "Done" : "Next";
    $("status").textContent = Object.keys(answers).length + " units answered.";
  };
  const keep = () => {
    const given = Object.fromEntries(new FormData($("questions")));
    const kind = units[at].kind;
    const allowed = new Set(fields.filter((f) => f.dataset.kind === kind).map((f) => f.querySelector("input").name));
    const kept = Object.fromEntries(Object.entries(given).filter(([name, value]) => allowed.has(name) && value.trim()));
    if (Object.keys(kept).length) answers[units[at].id] = kept; else delete answers[units[at].id];
  };
  $("questions").addEventListener("change", keep);
  $("questions").addEventListener("submit", (event) => {
    event.preventDefault();
    keep();
    if (at < units.length - 1) { at += 1; show(); } else { $("status").textContent = "That was the last unit. Save to a file."; }
  });
  $("back").addEventListener("click", () => { keep(); at -= 1; show(); });
  $("clear").addEventListener("click", () => { delete answers[units[at].id]; show(); });
  $("save").addEventListener("click", () => {
    keep();
    const coder = $("coder").value.trim() || "unnamed";
    const sentences = Object.fromEntries(units.map((u) => [u.id, u.sentence]));
    const data = { form: about.form, set: about.set, coder, answers, sentences };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 1)], { type: "application/json" }));
    link.download = "coding-" + coder.replace(/[^\w-]+/g, "-") + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    $("status").textContent = "Saved as " + link.download + ".";
  });
  $("load").addEventListener("change", async () => {
    const file = $("load").files[0];
    if (!file) return;
    try {
      const data = JSON.parse(await file.text());
      if (data.form !== about.form || data.set !== about.set) throw new Error("made on another page");
      answers = data.answers;
      $("coder").value = String(data.coder || "");
      at = Math.max(0, units.findIndex((u) => !answers[u.id]));
      show();
    } catch (error) {
      $("status").textContent = "That file can’t be used: " + error.message + ". Choose a file that this page saved.";
    }
  });
  show();
})();
