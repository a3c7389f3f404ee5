"""``framing import``: texts into an article set. First a plan; then, if nothing is refused, the writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from framing.sets.already_in_set import Known, changed_article, digest, read_known
from framing.sets.ids import new_id, slug
from framing.sets.import_outcome import Imported, Line, Planned
from framing.sets.importers.candidate import Dropped, Facts, Found
from framing.sets.importers.printed_headline import with_printed_headline
from framing.sets.importers.read_source import candidates
from framing.sets.importers.set_folder import from_set
from framing.sets.importers.stories import Stories
from framing.sets.manifest import MANIFEST, ArticleEntry
from framing.sets.outlet_names import named_outlet, stand_in
from framing.sets.safe_read import MOST_TEXT_BYTES, UnsafePathError, inside
from framing.sets.set_problems import SetError, SetFault, shown
from framing.sets.text_files import text_fault
from framing.sets.valid_entry import Entry, valid_entry
from framing.sets.write_set import IGNORED, new_manifest, with_entries, write_whole

# The text decides its language: what is taken in is English, whatever its source calls it.
_NOT_KEPT = {"certainty", "event", "language"}
_NO_LINE = Line("", "", "", "")


@dataclass(frozen=True, slots=True)
class NewSet:
    """What a set that does not exist yet shall be called: id and title are the folder's name where not given."""

    title: str | None = None
    event_date: date | None = None
    id: str | None = None


def import_articles(
    source: Path,
    folder: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    outlet: str | None = None,
    stories: Path | None = None,
    head: NewSet | None = None,
) -> Imported:
    """Bring the articles of ``source`` into the article set ``folder``, which is made or extended.

    ``source`` is an article set, a file, or a folder of files (see
    :func:`framing.sets.importers.read_source.candidates`). A text whose hash the manifest knows
    goes where the manifest says, whatever the file's name; another becomes a new entry.
    ``mapping`` names columns of tables, ``outlet`` is the outlet of articles that name
    none, ``stories`` a story list whose facts are joined to the texts. Entries, comments
    and texts that are there are never changed: a second import changes nothing.

    Raises :class:`SetError` with every reason at once, and writes nothing, if the set is
    not in order, a text is a changed copy of an article it has, or a file in the way differs.
    """
    plan = plan_import(source, folder, mapping=mapping, outlet=outlet, stories=stories)
    return plan.carry_out(head or NewSet())


def plan_import(
    source: Path,
    folder: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    outlet: str | None = None,
    stories: Path | None = None,
) -> Plan:
    """Read ``source`` and return what an import into ``folder`` would do; as :func:`import_articles`, writing nothing.

    Raises :class:`SetError` if the set is not in order.
    """
    known = read_known(folder)
    listed = Stories.read(stories, mapping or {}) if stories else None
    from_manifest = (source / MANIFEST).is_file()
    found = from_set(source) if from_manifest else candidates(source, mapping=mapping or {})
    if from_manifest and not known.source:
        known = _beginning(source, folder)
    plan = Plan(known, outlet=outlet, stories=listed, headlines=not from_manifest)
    for item in found:
        plan.take(item)
    if from_manifest:
        plan.companion(source / "codebook.toml")
    return plan


def import_found(found: Iterable[Found | Dropped], folder: Path, *, head: NewSet) -> Imported:
    """Bring candidate articles into the set ``folder``: as :func:`import_articles` does, from records."""
    plan = Plan(read_known(folder))
    for item in found:
        plan.take(item)
    return plan.carry_out(head)


def _beginning(source: Path, folder: Path) -> Known:
    """What a new folder knows when a whole set is brought into it: that set's manifest, word for word."""
    return replace(read_known(source), folder=folder, present=frozenset(), originals={}, sketches={})


class Plan:
    """What an import will write, filled article by article; nothing is written before :meth:`carry_out`."""

    def __init__(
        self, known: Known, *, outlet: str | None = None, stories: Stories | None = None, headlines: bool = True
    ) -> None:
        """Begin a plan for the folder that ``known`` describes; ``headlines``: a title that a text lacks is printed."""
        self.known = known
        self.headlines = headlines
        self.outlet = outlet
        self.stories = stories
        self.planned: list[Planned] = []
        self.refused: list[SetFault] = []
        self.files: dict[str, bytes] = {}
        self.entries: list[Entry] = []
        self.taken = known.taken
        self.seen: dict[str, dict[str | None, str]] = {}  # by digest, then outlet: the article's id

    def take(self, item: Found | Dropped) -> None:
        """Decide what becomes of one candidate."""
        if isinstance(item, Dropped):
            self._say(item.place, "ignored" if item.harmless else "dropped", item.why)
            return
        if entry := self._known(item):
            self._matched(item, entry)
            return
        item = replace(item, facts=self._facts(item))
        if self.headlines:
            item = with_printed_headline(item)
            if entry := self._known(item):
                self._matched(item, entry)
                return
        data = item.text.encode("utf-8", "surrogatepass")
        fault = text_fault(item.text, "")
        if len(data) > MOST_TEXT_BYTES:
            self._say(item.place, "dropped", f"its text is larger than {MOST_TEXT_BYTES // 1_000_000} MB")
        elif max(item.text, default="") >= "\ud800" and _surrogates(item.text):
            self._say(item.place, "dropped", "its text has lone surrogates, which no file can hold")
        elif fault:
            self._say(item.place, "dropped", fault.what.replace("its text  ", "its text "))
        elif twin := self._twin(digest(data), item.facts.outlet):
            self._say(item.place, "duplicate", f"same text as {twin}")
        elif changed := changed_article(item, self.known):
            self._refuse(item, *changed)
        else:
            self._new(item, data)

    def _known(self, item: Found) -> ArticleEntry | None:
        """Return the entry whose text this is, by the hash of the text, of the file, or of the original once kept."""
        if entry := self._by_hash(digest(item.text.encode("utf-8", "surrogatepass")), item.facts.outlet):
            return entry
        if item.original is None:
            return None
        by_file = self._by_hash(digest(item.original), item.facts.outlet) if item.suffix == ".txt" else None
        id_ = self.known.originals.get(digest(item.original))
        return by_file or next((entry for entry in self.known.entries if entry.id == id_), None)

    def _by_hash(self, sha256: str, outlet: str | None) -> ArticleEntry | None:
        """Return the entry with this text: if several outlets have it, this outlet's, else one still to be met."""
        same = self.known.by_hash.get(sha256, ())
        met = {id_ for held in self.seen.values() for id_ in held.values()} if len(same) > 1 else set()
        return min(same, key=lambda entry: (entry.outlet != outlet, entry.id in met), default=None)

    def _twin(self, sha256: str, outlet: str | None) -> str | None:
        """Return the article with this text that makes another one needless.

        Two outlets that print one text are two articles: that is what a comparison looks for.
        """
        held = self.seen.get(sha256, {})
        if outlet is None or None in held:
            return next(iter(held.values()), None)
        return held.get(outlet)

    def _matched(self, item: Found, entry: ArticleEntry) -> None:
        held = self.seen.setdefault(entry.sha256, {})
        if entry.id in held.values():
            self._say(item.place, "duplicate", "the same article was in the source before", entry.id)
            return
        held[entry.outlet] = entry.id
        if entry.id in self.known.present:
            self._say(item.place, "already", "its text is there already", entry.id)
            return
        data = item.text.encode("utf-8", "surrogatepass")
        exact = data if digest(data) == entry.sha256 else item.original or b""
        if digest(exact) == entry.sha256:
            self.files[entry.file] = exact
            self._say(item.place, "matched", "known by its hash", entry.id)
        else:
            self._refuse(item, entry.id, "the page is the one it was made from, but its text comes out differently now")

    def _refuse(self, item: Found, id_: str, why: str) -> None:
        remedy = (
            "nothing was written. Restore the original text; if it is another article, give it a name, id or outlet of "
            "its own (--outlet, or a file name OUTLET--anything)"
        )
        self.refused.append(SetFault(item.place, f"its text is not that of article `{id_}`, though {why}", remedy, id_))

    def _facts(self, item: Found) -> Facts:
        facts = self.stories.join(item) if self.stories else item.facts
        name = named_outlet(facts.outlet, facts.url, self.known.outlets)
        return replace(facts, outlet=name or named_outlet(self.outlet, None, self.known.outlets))

    def _new(self, item: Found, data: bytes) -> None:
        facts, outlet = item.facts, item.facts.outlet
        stem = item.stem if not facts.outlet or slug(facts.outlet) in slug(item.stem) else f"{facts.outlet} {item.stem}"
        id_ = new_id([facts.id, slug(stem), slug(facts.title or "")], self.taken)
        self.taken.add(id_.lower())
        self.seen.setdefault(digest(data), {})[facts.outlet] = id_
        notes = list(item.notes)
        if not outlet:
            outlet, unknown = stand_in(facts.url, item.stem)
            notes.append(unknown)
        if facts.language and not facts.language.lower().startswith("en"):
            notes.append(f"its source calls its language '{shown(facts.language)}', but it is English")
        wished: dict[str, object] = {
            **{f.name: getattr(facts, f.name) for f in fields(facts) if f.name not in _NOT_KEPT},
            "id": id_,
            "outlet": outlet,
            "attribution": facts.attribution if facts.outlet else "inferred",
            "published_certainty": facts.certainty if facts.certainty != "day" else None,
            "file": f"texts/{id_}.txt",
            "sha256": digest(data),
            "headline_from": "title field" if item.headline_added else None,
            "completeness": item.reading.completeness,
        }
        entry, left_out = valid_entry(wished)
        notes += left_out
        self.entries.append(entry)
        self.files[f"texts/{id_}.txt"] = data
        if item.original is not None:
            # one copy in memory where the original is the text itself
            self.files[f"originals/{id_}{item.suffix}"] = data if item.original == data else item.original
        self._say(item.place, "added", "; ".join(notes), id_, Planned(_NO_LINE, item, entry))

    def companion(self, file: Path) -> None:
        """Take a set's codebook along, if the folder has none."""
        if file.is_file() and not file.is_symlink() and not (self.known.folder / file.name).exists():
            self.files[file.name] = file.read_bytes()

    def _say(self, place: str, what: str, why: str, id_: str = "", more: Planned = Planned(_NO_LINE)) -> None:  # noqa: B008 - a frozen record
        self.planned.append(replace(more, line=Line(place, what, id_, why)))

    def carry_out(self, head: NewSet) -> Imported:
        """Write what was planned: texts first, the manifest last. Raises :class:`SetError` before writing anything."""
        folder = self.known.folder
        targets: dict[Path, bytes] = {}
        for name, data in self.files.items():
            if target := self._free(name, data):
                targets[target] = data
        if self.refused:
            raise SetError(self.refused)
        manifest = self.known.source
        if not manifest and self.entries:
            manifest = new_manifest(_head(folder, head))
        if manifest:
            manifest = with_entries(manifest, self.entries, folder)
            path = inside(folder, MANIFEST)
            if not path.exists() or path.read_bytes() != manifest.encode("utf-8"):
                targets[path] = manifest.encode("utf-8")
        if targets and not folder.exists():
            folder.mkdir(parents=True)
            write_whole(folder / ".gitignore", IGNORED.encode("utf-8"))
        for target, data in targets.items():
            write_whole(target, data)
        return Imported(folder, tuple(one.line for one in self.planned), wrote=len(targets))

    def _free(self, name: str, data: bytes) -> Path | None:
        """Return where to write ``name``; ``None`` if it is there already; a differing file in the way is refused."""
        where = shown(str(self.known.folder / name), longest=1000)
        try:
            target = inside(self.known.folder, name)
        except UnsafePathError as error:
            self.refused.append(SetFault(where, str(error), "replace the link by a folder or file of the set's own"))
            return None
        if not target.exists():
            return target
        if target.is_file() and target.read_bytes() == data:
            return None
        id_ = Path(name).stem
        what = f"a file that differs is in the way of article `{id_}`"
        self.refused.append(SetFault(where, what, "nothing was written. Move it away, then import again", id_))
        return None


def _surrogates(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text)


def _head(folder: Path, head: NewSet) -> Mapping[str, str | date]:
    name = head.id or folder.resolve().name
    made: dict[str, str | date] = {
        "id": new_id([name], set()),
        "title": " ".join((head.title or shown(name)).split())[:500] or "article set",
    }
    if head.event_date:
        made["event_date"] = head.event_date
    return {**made, "language": "en"}
