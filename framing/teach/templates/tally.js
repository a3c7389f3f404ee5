"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const about = JSON.parse($("about").textContent);
  const VOICE = { outlet: "O", headline: "O", quoted: "Q", attributed: "R", scare: "Q" };
  const KIND = { for: "+", neither: "0", against: "−", discuss: "?" };
  const MOST_BYTES = 2e6;
  const MOST_MARKS = 2000;
  const LONGEST = 12;  // words; a longer mark would join places that have nothing to do with each other
  const BLOCKS = 14;
  const has = (object, name) => typeof name === "string" && Object.hasOwn(object, name);

  let pupils = [];  // one a file: { group, name, marks, text }
  let shown = about.groups[0].group;
  let keyShown = false;

  const groupOf = (number) => about.groups.find((g) => g.group === number);
  const keyOf = (group) => {
    const bytes = Uint8Array.from(atob(group.key), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  };

  // A mark as this page knows it: the numbers of the first and last word it covers. Anything else is no mark.
  const placed = (group, mark) => {
    if (!mark || !has(group.words, mark.text) || !has(group.concepts, mark.concept)) return null;
    if (!has(VOICE, mark.voice) || !has(KIND, mark.leaning)) return null;
    if (!Number.isInteger(mark.start) || !Number.isInteger(mark.end)) return null;
    const words = group.words[mark.text];
    const inside = words.map((w, n) => [w, n]).filter(([w]) => w[0] < mark.end && mark.start < w[1]).map(([, n]) => n);
    if (!inside.length || inside.length > LONGEST) return null;
    return { text: mark.text, concept: mark.concept, voice: VOICE[mark.voice], kind: KIND[mark.leaning],
      first: inside[0], last: inside[inside.length - 1] };
  };

  const read = async (file) => {
    if (file.size > MOST_BYTES) throw new Error("it is too large for a file of marks");
    const text = await file.text();
    let data;
    try { data = JSON.parse(text); } catch { throw new Error("it is not a file that the class page saved, or it is cut off"); }
    if (!data || data.form !== about.form) throw new Error("it is not a file that the class page saved");
    const group = about.groups.find((g) => g.set === data.set && g.group === data.group && g.digest === data.digest);
    if (!group) throw new Error("it was saved from a class page with other texts");
    // What was marked with the key in view is no judgement of the pupil's own.
    const given = Array.isArray(data.before) ? data.before : data.marks;
    if (!Array.isArray(given) || given.length > MOST_MARKS) throw new Error("its marks are damaged; save it from the class page again");
    if (pupils.some((p) => p.text === text)) throw new Error("it is here already");
    const marks = given.map((m) => placed(group, m)).filter(Boolean);
    const name = typeof data.coder === "string" ? data.coder.slice(0, 40) : "";
    return { group: group.group, name, marks, left: given.length - marks.length, text };
  };

  const add = async (files) => {
    const refused = [];
    let left = 0;
    for (const file of files) {
      try {
        const pupil = await read(file);
        left += pupil.left;
        pupils.push(pupil);
      } catch (error) {
        refused.push(file.name + ": " + error.message + ".");
      }
    }
    if (pupils.length && !pupils.some((p) => p.group === shown)) shown = pupils[0].group;
    $("refused").hidden = !refused.length;
    $("refused").replaceChildren(...refused.map((words) => {
      const item = document.createElement("li");
      item.textContent = words;
      return item;
    }));
    draw();
    $("status").textContent = pupils.length + (pupils.length === 1 ? " file" : " files") + " counted."
      + (refused.length ? " " + refused.length + " could not be used:" : "")
      + (left ? " " + left + " marks left out: longer than " + LONGEST + " words, or not of these texts." : "");
  };

  // Marks that overlap are one place; it is called by the words that most took, the fewest where as many took more.
  const placesOf = (group, marks) => {
    const places = [];
    const sorted = [...marks].sort((a, b) => a.text.localeCompare(b.text) || a.first - b.first || a.last - b.last);
    for (const mark of sorted) {
      const open = places[places.length - 1];
      if (open && open.text === mark.text && mark.first <= open.last) {
        open.marks.push(mark);
        open.last = Math.max(open.last, mark.last);
      } else places.push({ text: mark.text, first: mark.first, last: mark.last, marks: [mark] });
    }
    for (const place of places) {
      const taken = most(place.marks.map((m) => m.first + "-" + m.last), (a, b) => length(a) - length(b));
      const [first, last] = taken.split("-").map(Number);
      const words = group.words[place.text].slice(first, last + 1);
      place.line = words[0][2];
      place.words = words.map((w) => w[3]).join(" ").replace(/^[“"‘'(]+|[.,;:!?”"’')]+$/g, "");
      place.label = place.words.toLowerCase().replace(/^(the|an?) /, "");
      place.concept = most(place.marks.map((m) => m.concept));
    }
    return places;
  };
  const length = (span) => { const [first, last] = span.split("-").map(Number); return last - first; };
  const countOf = (list) => list.reduce((counts, one) => counts.set(one, (counts.get(one) || 0) + 1), new Map());
  const most = (list, otherwise = () => 0) => [...countOf(list)]
    .sort((a, b) => b[1] - a[1] || otherwise(a[0], b[0]) || (a[0] < b[0] ? -1 : 1))[0][0];
  const pupilsOf = (marks) => new Set(marks.map((m) => m.pupil).filter((p) => p !== null)).size;
  const said = (list, order) => order.filter((o) => list.includes(o)).map((o) => list.filter((x) => x === o).length + "\u00d7 " + o).join(", ");
  // 0 where all agree: on marking it, on who speaks, on the kind of word
  const difference = (place, n) => {
    const voices = countOf(place.marks.map((m) => m.voice));
    const kinds = countOf(place.marks.map((m) => m.kind));
    const share = (counts) => 1 - Math.max(...counts.values()) / place.marks.length;
    const by = pupilsOf(place.marks);
    return share(voices) + share(kinds) + Math.min(by, n - by) / n;
  };

  const element = (tag, words, css) => {
    const made = document.createElement(tag);
    if (words !== undefined) made.textContent = words;
    if (css) made.className = css;
    return made;
  };
  const heading = (words, scope) => { const th = element("th", words); th.scope = scope; return th; };

  const labelTable = (group, places, concept, n) => {
    const table = element("table");
    const caption = group.concepts[concept];
    table.append(element("caption", caption.charAt(0).toUpperCase() + caption.slice(1)));
    const top = table.createTHead().insertRow();
    top.append(heading("Label", "col"), ...group.texts.map((t) => heading("Text " + t, "col")));
    const rows = new Map();
    for (const place of places) {
      if (!rows.has(place.label)) rows.set(place.label, Object.fromEntries(group.texts.map((t) => [t, []])));
      rows.get(place.label)[place.text].push(...place.marks);
    }
    const all = (cells) => group.texts.reduce((sum, t) => sum + pupilsOf(cells[t]), 0);
    const body = table.createTBody();
    [...rows].sort((a, b) => all(b[1]) - all(a[1]) || (a[0] < b[0] ? -1 : 1)).forEach(([label, cells]) => {
      const row = body.insertRow();
      row.append(heading(label, "row"));
      for (const text of group.texts) {
        const by = pupilsOf(cells[text]);
        const cell = row.insertCell();
        cell.className = "number";
        const bar = element("span", "■".repeat(n ? Math.ceil(BLOCKS * by / n) : 0), "bar");
        bar.setAttribute("aria-hidden", "true");
        cell.append(by + " ", bar);
        if (keyShown) cell.append(element("span", "key " + cells[text].filter((m) => m.pupil === null).length, "keyed"));
      }
    });
    return table;
  };

  const draw = () => {
    $("choices").hidden = $("counted").hidden = !pupils.length;
    const group = groupOf(shown);
    document.querySelectorAll("button.group").forEach((b) => b.setAttribute("aria-pressed", String(Number(b.dataset.group) === shown)));
    $("key").setAttribute("aria-pressed", String(keyShown));
    const mine = pupils.filter((p) => p.group === shown);
    const n = mine.length;
    const marks = mine.flatMap((p, number) => p.marks.map((m) => ({ ...m, pupil: number })));
    const key = keyShown ? keyOf(group).map((m) => placed(group, m)).filter(Boolean).map((m) => ({ ...m, pupil: null })) : [];
    const counts = (m) => !$("own").checked || m.voice === "O";
    const places = placesOf(group, [...marks, ...key]);
    $("labels-note").textContent = "How many of " + n + (n === 1 ? " pupil" : " pupils") + " marked a label at least once in each text"
      + (keyShown ? ", and how often it stands in the key." : ".");
    $("labels").replaceChildren(...Object.keys(group.concepts).map((concept) => {
      const wanted = places.map((p) => ({ ...p, marks: p.marks.filter((m) => m.concept === concept && counts(m)) })).filter((p) => p.marks.length);
      const box = element("div", undefined, "scroll keep");
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "Labels for " + group.concepts[concept]);
      box.append(labelTable(group, wanted, concept, n));
      return box;
    }));
    const body = $("places").tBodies[0];
    body.replaceChildren();
    placesOf(group, marks).map((p) => [difference(p, n), p]).sort((a, b) => b[0] - a[0]).forEach(([, place]) => {
      const row = body.insertRow();
      const cells = [place.text, place.line, place.words, group.concepts[place.concept], pupilsOf(place.marks) + " of " + n,
        said(place.marks.map((m) => m.voice), ["O", "Q", "R"]), said(place.marks.map((m) => m.kind), ["+", "0", "−", "?"])];
      cells.forEach((words) => { row.insertCell().textContent = words; });
    });
    const files = $("files").tBodies[0];
    files.replaceChildren();
    mine.forEach((pupil, number) => {
      const row = files.insertRow();
      const name = $("names").checked && pupil.name ? pupil.name : "pupil " + (number + 1);
      row.insertCell().textContent = name;
      row.insertCell().textContent = pupil.marks.length;
      const gone = element("button", "Take out");
      gone.type = "button";
      gone.setAttribute("aria-label", "Take out the file of " + name);
      gone.addEventListener("click", () => {
        pupils = pupils.filter((p) => p !== pupil);
        draw();
        $("status").textContent = "Taken out. " + pupils.length + " left.";
      });
      row.insertCell().append(gone);
    });
  };

  $("choose").addEventListener("change", async () => {
    await add([...$("choose").files]);
    $("choose").value = "";  // the same file can be chosen again after it was mended
  });
  const drop = document.body;  // a file dropped beside the frame would open in place of the page
  drop.addEventListener("dragover", (event) => { event.preventDefault(); $("drop").classList.add("over"); });
  drop.addEventListener("dragleave", () => $("drop").classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    $("drop").classList.remove("over");
    add([...event.dataTransfer.files]);
  });
  ["own", "names"].forEach((id) => $(id).addEventListener("change", draw));
  $("key").addEventListener("click", () => { keyShown = !keyShown; draw(); });
  document.querySelectorAll("button.group").forEach((b) => b.addEventListener("click", () => { shown = Number(b.dataset.group); draw(); }));
})();
