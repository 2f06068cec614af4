"""The vCard source: one file with many cards, or a folder of them."""

import codecs
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from syncer.core.model import Place, Record, Rejected, Snapshot
from syncer.core.normalise.emails import email_key
from syncer.sources.dated import made_on
from syncer.sources.keys import settle
from syncer.sources.reading.encoding import establish, lines, opener
from syncer.sources.reading.head import Head
from syncer.sources.reading.limits import DEFAULT, Limits
from syncer.sources.reading.opening import expect, kind_of_bytes, refusing, remedy_for, start_of
from syncer.sources.reading.refusal import Refused, refuse
from syncer.sources.vcard.cards import Card, read_cards
from syncer.sources.vcard.people import nobody, odd_revision, record_of

_SUFFIXES = (".vcf", ".vcard")


def claims(head: Head) -> bool:
    """Whether a file is a vCard file, or a folder of nothing but such files."""
    if head.is_dir:
        return bool(_in_folder(head.path))
    if head.header or head.looks_like not in ("", "vCard"):
        return False
    return any(line.replace(" ", "").strip("\ufeff\t").upper() == "BEGIN:VCARD" for line in head.lines)


@dataclass(frozen=True, slots=True)
class VCard:
    """Cards of one ``.vcf`` file, or of every ``.vcf`` in a folder, 2.1, 3.0 and 4.0 in any mixture. Files in folders
    within it, and links that lead out of it, are not read, and counted in the notes.

    ``Ref.key`` is the card's ``UID``, else as in ``sources.keys``. Cards of companies and groups are skipped and
    counted; a broken card is rejected by number and line, a broken file of a folder by its name, as long as there is
    one that can be read. Pictures are never held, addresses of pictures never fetched. ``SourceError``: E-VCF-TYPE,
    E-VCF-EMPTY, E-VCF-CARDS, E-FILE-READ, E-FILE-BYTES.
    """

    name: str
    path: Path
    limits: Limits = DEFAULT

    def fetch(self) -> Snapshot:
        """Every person on the cards."""
        expect(self.path, folders=True)
        found = _Found()
        if self.path.is_dir():
            files = self._read_all(found)
        else:
            files = [self.path]
            self._read(self.path, found)
        records, merged = settle(found.records)
        return Snapshot(
            source=self.name,
            kind="vcard",
            records=records,
            records_in=found.cards,
            merged=merged,
            rejected=tuple(found.rejected),
            skipped=dict(sorted(found.skipped.items())),
            notes=found.notes(),
            as_of=max((day for file in files if (day := made_on(file))), default=None),
        )

    def _read_all(self, found: "_Found") -> list[Path]:
        """Every card file of the folder. One that cannot be read is set aside; if none can, the first says why."""
        files = _in_folder(self.path)
        found.said += _left_out(self.path, files, self.limits)
        if not files:
            raise refuse(
                "E-VCF-TYPE",
                Place(self.path.name),
                "no .vcf file in the folder itself (links that lead out of it are not read)",
                "Name the folder that holds them.",
            )
        broken: list[Refused] = []
        for file in files:
            try:
                self._read(file, found)
            except Refused as fault:
                if fault.code == "E-VCF-CARDS":
                    raise
                broken.append(fault)
        if len(broken) == len(files):
            raise broken[0]
        found.set_aside(broken)
        return files

    def _read(self, file: Path, found: "_Found") -> None:
        before = found.cards
        with refusing(file.name):
            for card in self._cards(file, found):
                found.take(card, self.name, file.name)
                if found.cards > self.limits.rows:
                    raise _too_many(file, self.limits)
        if found.cards == before:
            raise _no_cards(file)

    def _cards(self, file: Path, found: "_Found") -> Iterator[Card]:
        open_bytes = opener(file)
        encoding = establish(open_bytes)
        if encoding.note:
            found.said.append(f"{file.name}: {encoding.note}")
        if encoding.lost_nul:
            found.said.append(f"{file.name}: NUL characters removed")
        yield from read_cards(lines(open_bytes, encoding, self.limits), encoding)


@dataclass(slots=True)
class _Found:
    """What the cards gave so far."""

    cards: int = 0
    records: list[Record] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    odd: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)

    def take(self, card: Card, source: str, file: str) -> None:
        """Counts a card as a record, as skipped, or as rejected."""
        self.cards += 1
        if card.fault:
            self._reject(card, file, *card.fault)
        elif reason := nobody(card):
            self.skipped[reason] += 1
        elif record := record_of(card, source, file):
            self.records.append(record)
            self._remark(card, record)
        else:
            self._reject(card, file, "E-VCF-NOBODY", "no name, e-mail, phone or profile")

    def set_aside(self, files: Sequence[Refused]) -> None:
        """Counts each file that could not be read as one record that was rejected."""
        self.cards += len(files)
        self.rejected += [Rejected(fault.place, fault.code, fault.found) for fault in files]

    def _reject(self, card: Card, file: str, code: str, reason: str) -> None:
        self.rejected.append(Rejected(Place(file, card.line), code, f"card {card.number}: {reason}"))

    def _remark(self, card: Card, record: Record) -> None:
        self.odd["lines that are no property, left out"] += card.junk
        self.odd["values in a character set that is not known, read as UTF-8 or Windows-1252"] += card.strange
        self.odd["cards without VERSION, read as 3.0"] += all(prop.name != "VERSION" for prop in card.properties)
        self.odd["unreadable REV dates, ignored"] += odd_revision(card)
        self.odd["texts that are no e-mail address, kept as text"] += sum(not email_key(text) for text in record.emails)

    def notes(self) -> tuple[str, ...]:
        """One line for each oddity that occurred."""
        return (*self.said, *(f"{what}: {count}" for what, count in sorted(self.odd.items()) if count))


def _too_many(file: Path, limits: Limits) -> Refused:
    remedy = "Raise `rows` under [limits] in the settings if it is right."
    return refuse("E-VCF-CARDS", Place(file.name), f"more than {limits.rows:,} cards", remedy)


def _in_folder(folder: Path) -> list[Path]:
    """The card files of a folder. A link may come with a folder from somebody else: it does not lead out of it."""
    try:
        home = folder.resolve()
        found = (file for file in folder.iterdir() if _is_named_so(file) and file.is_file())
        return sorted(file for file in found if file.resolve().is_relative_to(home))
    except OSError:
        return []


def _is_named_so(file: Path) -> bool:
    """Whether a file has the name of a card file; ``._`` are those that macOS puts beside each on other disks."""
    return file.suffix.lower() in _SUFFIXES and not file.name.startswith("._")


def _left_out(folder: Path, read: Sequence[Path], limits: Limits) -> Iterator[str]:
    """What the report should say about files of cards that are not read."""
    others = {file for file in islice(folder.rglob("*"), limits.members) if _is_named_so(file)}.difference(read)
    links = sum(file.is_symlink() for file in others)
    below = sum(file.is_file() for file in others if not file.is_symlink())
    if links:
        yield f"{folder.name}: links that lead out of the folder, not read: {links}. Put the files themselves there"
    if below:
        yield f"{folder.name}: card files in folders within it, not read: {below}. Name each folder as a source"


def _no_cards(file: Path) -> Refused:
    start = start_of(file)
    if not start.removeprefix(codecs.BOM_UTF8).strip():
        return refuse("E-VCF-EMPTY", Place(file.name), "the file is empty", "Export it again.")
    looks = kind_of_bytes(start)
    if looks == "text" and start.splitlines()[0].count(b",") > 1:
        looks = "a CSV file"
    found = f"this is no vCard file (no BEGIN:VCARD); it looks like {looks}"
    if looks == "a vCard":
        found = "no card begins: BEGIN:VCARD stands on no line of its own"
    remedy = remedy_for(looks, "Export it as vCard, or correct the kind of this source.")
    return refuse("E-VCF-TYPE", Place(file.name, 1), found, remedy)
