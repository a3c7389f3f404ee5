"use strict";
// The review's page. All text of articles is set as text, never as markup; offsets count code points, as everywhere.
const $ = (id) => document.getElementById(id);
const WORDS = {
  kind: "kind", speaker: "speaker", source_type: "type of source", identified: "identified", concept: "concept",
  variant: "label", voice: "voice", label: "label",
  cue_class: "the verb adds",
};
const QUEUES = {
  sample: "the drawn sample", unsure: "least sure first", findings: "front page's findings first",
  disagreements: "where coders differ: adjudicate",
};
const state = { unit: null, choices: {}, panel: null, span: null, pending: {}, since: 0, busy: false, queue: "", coder: "", blind: false };

async function ask(path, body) {
  const sent = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  const answer = await fetch(path, sent).catch(() => {
    throw new Error("the server does not answer. Begin the review again and open its new address; what was decided is kept.");
  });
  const text = await answer.text();
  let said;
  try { said = JSON.parse(text); } catch { throw new Error(text || "the server does not answer"); }
  if (!answer.ok) throw new Error(said.error || "refused");
  return said;
}

function query(extra) {
  const asked = new URLSearchParams({ queue: state.queue, coder: state.coder, ...extra });
  if (state.blind) asked.set("blind", "1");
  return asked.toString();
}

function tell(words) { $("message").textContent = words; }

async function run(make) {
  if (state.busy) return;
  state.busy = true;
  try { show(await make()); } catch (error) { tell(`Not done: ${error.message}`); } finally { state.busy = false; }
}

function show(said) {
  state.unit = said.unit;
  state.pending = {};
  state.span = null;
  state.since = performance.now();
  closePanel();
  $("progress").textContent = `${said.done} of ${said.total} done by ${state.coder}${state.blind ? ", blind" : ""}`;
  tell("");
  $("unit").hidden = said.unit === null;
  if (said.unit === null) { tell(`Nothing is left in this queue: ${said.done} of ${said.total} done.`); return; }
  const unit = said.unit;
  $("source").textContent = [unit.article.outlet, unit.article.title, unit.article.id].filter(Boolean).join(" · ");
  $("ask").textContent = unit.ask;
  paint();
  machine();
  $("mine").textContent = unit.mine ? `Your decision: ${unit.mine.decision} ${said_new(unit.mine.new)}` : "";
  keys();
  $("ask").focus({ preventScroll: true });
}

function said_new(values) {
  return Object.entries(values).filter(([, v]) => typeof v === "string").map(([n, v]) => `${WORDS[n] || n}: ${v}`).join(", ");
}

function paint() {
  const passage = $("passage");
  passage.replaceChildren();
  const [from, to] = state.span ? [state.span.words[state.span.from].start, state.span.words[state.span.to].end] : [-1, -1];
  for (const piece of state.unit.pieces) {
    let at = piece.start;
    for (const word of piece.text.split(/(?<=\s)(?=\S)/u)) {
      const shown = document.createElement("span");
      shown.textContent = word;
      const length = [...word].length;
      const chosen = at < to && from < at + length ? ["chosen"] : [];
      shown.className = [...piece.kinds, ...chosen].join(" ");
      passage.append(shown);
      at += length;
    }
  }
}

function machine() {
  const list = $("machine");
  list.replaceChildren();
  const facts = { ...state.unit.machine, ...state.pending };
  for (const name of ["concept", "variant", "voice", "kind", "speaker", "source_type", "identified", "cue_class"]) {
    if (!(name in facts) && !(name === "speaker" && state.unit.mark === "quotation" && !state.blind)) continue;
    const term = document.createElement("dt");
    const value = document.createElement("dd");
    term.textContent = WORDS[name];
    value.textContent = facts[name] || "unknown";
    const why = document.createElement("small");
    if (name in state.pending) why.textContent = " (yours)";
    else if (state.unit.why[name]) why.textContent = ` (by ${state.unit.why[name]})`;
    value.append(why);
    list.append(term, value);
  }
}

const KEYS = {
  quotation: [["a", "right"], ["x", "no quotation"], ["s", "speaker"], ["t", "type"], ["k", "kind"], ["i", "identified"], ["c", "verb's class"], ["e", "words"]],
  mention: [["a", "right"], ["x", "no mention"], ["l", "label"], ["v", "voice"], ["e", "words"]],
  sentence: [["a", "nothing (more) is missing"], ["q", "add a quotation"], ["m", "add a mention"]],
};
const ALWAYS = [["j", "next"], ["u", "undo"]];

function keys() {
  const bar = $("keys");
  bar.replaceChildren();
  for (const [key, words] of [...KEYS[state.unit.mark], ...ALWAYS]) {
    const button = document.createElement("button");
    const hint = document.createElement("kbd");
    button.type = "button";
    hint.textContent = key;
    button.append(hint, ` ${words}`);
    button.addEventListener("click", () => press(key));
    bar.append(button);
  }
}

function decide(decision, more = {}) {
  const { unit } = state;
  const said = {
    unit: unit.name, queue: state.queue, coder: state.coder, decision, blind: state.blind,
    adjudicates: state.queue === "disagreements", seconds: Math.round((performance.now() - state.since) / 100) / 10, ...more,
  };
  return run(() => ask("decide", said));
}

function press(key) {
  const { unit } = state;
  if (!unit) return;
  const changed = Object.keys(state.pending).length > 0;
  if (key === "a") decide(changed ? "change" : "accept", changed ? { new: state.pending } : {});
  else if (key === "x" && unit.mark !== "sentence") decide("delete");
  else if (key === "j") run(() => ask(`unit?${query({ after: unit.name })}`));
  else if (key === "u") run(() => ask("undo", { coder: state.coder, queue: state.queue, blind: state.blind }));
  else if (key === "e" && unit.mark !== "sentence") beginSpan((spans) => {
    decide("change", { new: { ...state.pending, [unit.mark === "mention" ? "span" : "content"]: unit.mark === "mention" ? spans[0] : spans } });
  });
  else if (key === "s" && unit.mark === "quotation") openPanel("speaker", true);
  else if (key === "t" && unit.mark === "quotation") openPanel("source_type");
  else if (key === "k" && unit.mark === "quotation") openPanel("kind");
  else if (key === "i" && unit.mark === "quotation") openPanel("identified");
  else if (key === "c" && unit.mark === "quotation") openPanel("cue_class");
  else if (key === "v" && unit.mark === "mention") openPanel("voice");
  else if (key === "l" && unit.mark === "mention") openPanel("label");
  else if (key === "q" && unit.mark === "sentence") beginSpan(addQuotation);
  else if (key === "m" && unit.mark === "sentence") beginSpan(addMention);
}

function addQuotation(spans) {
  openPanel("speaker", true, (speaker) => openPanel("kind", false, (kind) => {
    decide("add", { mark: "quotation", at: spans, stay: true, new: { kind, ...(speaker ? { speaker } : {}) } });
  }));
}

function addMention(spans) {
  openPanel("label", false, (label) => openPanel("voice", false, (voice) => {
    const [concept, variant] = split(label);
    decide("add", { mark: "mention", at: spans, stay: true, new: { concept, variant, voice } });
  }));
}

function split(label) { const at = label.indexOf(": "); return [label.slice(0, at), label.slice(at + 2)]; }

// A list of values with a field that narrows it; a speaker may be one that is not in it.
function openPanel(name, free = false, then = null) {
  state.panel = { name, free, then, at: 0, found: [] };
  $("panel").hidden = false;
  $("panel-label").textContent = `${WORDS[name]}${free ? ": choose, or write another" : ": choose"} (Enter takes it, Escape goes back)`;
  $("filter").value = "";
  narrow();
  $("filter").focus();
}

function closePanel() { state.panel = null; $("panel").hidden = true; }

function narrow() {
  const { panel } = state;
  const typed = $("filter").value.trim().toLowerCase();
  const every = state.choices[panel.name] || [];
  const starts = every.filter((v) => v.toLowerCase().startsWith(typed));
  const holds = every.filter((v) => !v.toLowerCase().startsWith(typed) && v.toLowerCase().includes(typed));
  panel.found = [...starts, ...holds].slice(0, 50);
  if (panel.free) panel.found.push($("filter").value.trim() ? `“${$("filter").value.trim()}”` : "nobody is named");
  panel.at = Math.min(panel.at, Math.max(panel.found.length - 1, 0));
  const list = $("options");
  list.replaceChildren();
  panel.found.forEach((value, n) => {
    const item = document.createElement("li");
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(n === panel.at));
    item.textContent = value;
    item.addEventListener("click", () => { panel.at = n; take(); });
    list.append(item);
    if (n === panel.at) item.scrollIntoView({ block: "nearest" });
  });
}

function take() {
  const { panel } = state;
  if (!panel.found.length) return;
  const own = panel.free && panel.at === panel.found.length - 1;
  const value = own ? $("filter").value.trim() || null : panel.found[panel.at];
  closePanel();
  if (panel.then) { panel.then(value); return; }
  if (panel.name === "label") [state.pending.concept, state.pending.variant] = split(value);
  else state.pending[panel.name] = value;
  machine();
  $("ask").focus({ preventScroll: true });
  tell("a takes it down and goes on.");
}

// Words of the passage chosen by keys: arrows move the end, with shift the beginning.
function beginSpan(then) {
  const words = [];
  for (const piece of state.unit.pieces) {
    let at = piece.start;
    for (const part of piece.text.split(/(\s+)/u)) {
      const length = [...part].length;
      if (part.trim()) words.push({ start: at, end: at + length });
      at += length;
    }
  }
  if (!words.length) return;
  const [start, end] = [state.unit.at[0][0], state.unit.at[state.unit.at.length - 1][1]];
  const from = Math.max(words.findIndex((w) => w.end > start), 0);
  let to = words.findLastIndex((w) => w.start < end);
  if (to < from) to = from;
  state.span = { words, from, to, then };
  $("spanhelp").hidden = false;
  $("spanhelp").textContent = "Arrow keys move the end of the words, with Shift their beginning; Enter takes them, Escape goes back.";
  paint();
}

function spanKey(event) {
  const { span } = state;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step && event.shiftKey) span.from = Math.min(Math.max(span.from + step, 0), span.to);
  else if (step) span.to = Math.max(Math.min(span.to + step, span.words.length - 1), span.from);
  else if (event.key === "Enter" || event.key === "Escape") {
    const spans = [[span.words[span.from].start, span.words[span.to].end]];
    state.span = null;
    $("spanhelp").hidden = true;
    if (event.key === "Enter") span.then(spans);
  } else return;
  event.preventDefault();
  paint();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (state.panel) {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) { state.panel.at = Math.min(Math.max(state.panel.at + move, 0), state.panel.found.length - 1); narrow(); event.preventDefault(); }
    else if (event.key === "Enter") { take(); event.preventDefault(); }
    else if (event.key === "Escape") { closePanel(); $("ask").focus(); }
    return;
  }
  if (state.span) { spanKey(event); return; }
  if (event.target.closest("input, select, form")) return;
  if (/^[a-z]$/.test(event.key)) { event.preventDefault(); press(event.key); }
});
$("filter").addEventListener("input", () => { state.panel.at = 0; narrow(); });
$("who").addEventListener("submit", (event) => {
  event.preventDefault();
  Object.assign(state, { coder: $("coder").value.trim(), queue: $("queue").value, blind: $("blind").checked });
  const unit = new URLSearchParams(location.hash.slice(1)).get("unit");
  document.activeElement.blur();
  run(() => ask(unit ? `show?${query({ unit })}` : `unit?${query({})}`));
});

async function begin() {
  const said = await ask("start");
  state.choices = said.choices;
  $("title").textContent = said.title;
  document.title = `Review: ${said.title}`;
  const queues = Object.entries(QUEUES).filter(([name]) => name !== "sample" || said.sampled);
  queues.push(...said.articles.map((a) => [`article:${a.id}`, `all of ${a.outlet}: ${a.title || a.id}`]));
  for (const [value, words] of queues) $("queue").append(new Option(words, value));
  if (said.start.queue) $("queue").value = said.start.queue;
  $("coder").value = said.start.coder || "";
  $("blind").checked = Boolean(said.start.blind);
  if ($("coder").value) $("who").requestSubmit();
  else $("coder").focus();
}
begin().catch((error) => tell(`Not begun: ${error.message}`));
