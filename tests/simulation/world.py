"""Layer two: the whole service in one world, and everything that is promised, checked after every call."""

import itertools
from collections import Counter
from collections.abc import Callable
from datetime import date
from threading import get_ident

from syncer.core.workbook.plan import Plan
from syncer.core.workbook.state import WorkbookState
from syncer.errors import Conflict, CredentialError, SafetyStop, SyncerError, TemporaryError, WorkbookError
from syncer.gather import fetch
from syncer.ports import Workbook
from syncer.run import Parts, Stages, Thought, run, think
from tests.simulation import promises
from tests.simulation.cast import Cast
from tests.simulation.disk import Killed
from tests.simulation.moves import BEFORE, Move, Round, Script
from tests.simulation.overlap import Overlap
from tests.simulation.person import EDITS, Look, Person
from tests.simulation.places import Place
from tests.simulation.promises import Broken, must

MakePlace = Callable[[int, Callable[[], date]], Place]
SOURCES = ("appear", "leave", "change", "source_fails", "source_shrinks", "days_pass", "clock_jumps")
SOURCE_WEIGHTS = {"appear": 5, "leave": 2, "change": 6, "source_fails": 2, "source_shrinks": 1, "days_pass": 3}
CLOCK = {"clock_jumps": 1}
ACCEPTS = {"E-SHEET-SHRUNK": "shrink", "E-SHEET-TAB": "recreate"}
UNDO = ("E-SHEET-HEADER", "E-SHEET-KEY", "E-SHEET-SORTED")
STRUCTURE = (
    *("insert_a_row", "add_a_row", "delete_a_row", "delete_many", "move_a_row", "copy_a_row", "cut_a_row"),
    *("move_a_column", "insert_a_column", "delete_a_column", "delete_a_tab", "delete_a_header", "log_a_contact"),
    *("undo", "restore_yesterday"),
)
"""Edits that move rows or columns."""
MOVERS = (
    *("sort", "sort_without_ids", "insert_a_row", "add_a_row", "delete_a_row", "delete_many"),
    *("move_a_row", "copy_a_row", "cut_a_row"),
)
"""Edits after which a row has another number."""
MOST_RUNS = 2
"""Runs after the last fault and the last edit until nothing is left to do (P2)."""


class _Noted:
    """A workbook whose plans are noted before they are committed."""

    def __init__(self, inner: Workbook, plans: list[str]) -> None:
        self._inner, self._plans = inner, plans

    def read(self) -> WorkbookState:
        return self._inner.read()

    def commit(self, plan: Plan) -> WorkbookState:
        self._plans.append(plan.digest)
        return self._inner.commit(plan)


class World:
    """One script played. ``seen`` counts what really happened, for the table of coverage."""

    def __init__(self, script: Script, make: MakePlace) -> None:
        self.cast = Cast()
        self.place = make(script.variant, self.cast.today)
        self.person = Person(self.place.hand, self.place.look, {**EDITS, **self.place.extra})
        self.script = script
        self.seen: Counter[str] = Counter()
        self.shown: Look = {}
        self.wrote = False
        self.settled = True
        """The run before ended well, and nobody was at it meanwhile."""
        self.late = False
        """Somebody saved in the moment in which their file was replaced; theirs is put back a moment later."""
        self.stirred = self.underway = False
        """Somebody was at it while a run was that writes rows by their number; a write of an earlier run may arrive."""
        self.astray = False
        """Since somebody was, a write may stand on another row, and no run has looked yet."""
        self.waiting: dict[int, str] = {}
        """The call that each run is about to make, by its thread."""
        self.stood: list[Look] = []
        """What the workbook showed since somebody was at it."""
        self.moves: dict[int, list[Move]] = {}
        self.calls = 0
        self.overlap: Overlap | None = None
        self.plans: list[str] = []
        self.stop: SyncerError = SyncerError("")
        for number in range(script.people):
            self.cast.appear(number * 7)

    def play(self) -> None:
        """The first run, every round, and the days after in which nothing goes wrong any more."""
        self.place.start(self.script.people, lambda: self.settle(first=True))
        for one in self.script.rounds:
            self.round(one)
        self.settle()
        self.look_closely()

    # --- one round ---------------------------------------------------------------------------------------------------

    def round(self, one: Round) -> None:
        with self.place.sitting():
            self.person.keep()
            for move in one.moves:
                if move.at == BEFORE:
                    self.do(move)
        self.shown = self.place.look()
        self.moves, self.stirred = {}, self.underway
        self.stood.clear()
        self.waiting.clear()
        for move in one.moves:
            if move.at != BEFORE:
                self.moves.setdefault(move.at, []).append(move)
        disturbed = bool(self.moves) or one.runs > 1
        dry = None if disturbed else self.rehearse()
        self.calls, self.wrote = 0, False
        self.plans.clear()
        judged, stood = self.judged(one), self.shown
        outcome = ""
        if one.runs > 1:
            self.together(one)
        else:
            outcome = self.one_run()
            did = self.plans[0] if self.plans else outcome
            must(dry in (None, did), "P8", f"the plan was {dry} and the run did {did}")
        if not judged:
            self.seen["a source was left out"] += 1
            promises.list_stands(stood, self.place.look())
        self.settled = not disturbed and outcome in ("wrote", "nothing")
        self.moves = {}
        self.place.die()
        self.put_right()
        self.cast.books["google"].goes = self.cast.books["linkedin"].goes = "well"
        self.check(words=not (disturbed and self.place.blind))

    def judged(self, one: Round) -> bool:
        """Whether the run that follows may change what an earlier one worked out: not if a source cannot be read. Where
        people type meanwhile, or the run before left something to put right, or the memory is gone, it may."""
        fails = any(book.goes == "fails" for book in self.cast.books.values())
        return not fails or bool(self.moves) or one.runs > 1 or not self.settled

    def do(self, move: Move) -> None:
        """Somebody does something: the person, or the world around the sources."""
        if move.kind in self.person.edits:
            if self.astray and move.kind in MOVERS:
                self.person.carry_on()
            if self.person.do(move):
                self.seen[move.kind] += 1
        elif move.kind in SOURCES:
            self.seen[move.kind] += 1
            self.source(move)

    def source(self, move: Move) -> None:
        cards = sorted(self.cast.all(), key=lambda card: (card.source, card.key))
        if move.kind == "appear":
            self.cast.appear(move.b)
        elif move.kind == "days_pass":
            self.cast.pass_days(1 + move.a % 40)
        elif move.kind == "clock_jumps":
            self.cast.pass_days(-(1 + move.a % 3) if move.b % 2 else 400)
        elif move.kind in ("source_fails", "source_shrinks"):
            name = ("google", "linkedin")[move.a % 2]
            self.cast.books[name].goes = "fails" if move.kind == "source_fails" else "shrunk"
        elif cards and move.kind == "leave":
            self.cast.leave(cards[move.a % len(cards)])
        elif cards:
            self.cast.change(cards[move.a % len(cards)], move.b)

    # --- a run -------------------------------------------------------------------------------------------------------

    def parts(self) -> Parts:
        ticks = itertools.count()
        workbook = _Noted(self.place.workbook(self), self.plans)
        return self.cast.parts(workbook, lambda: float(next(ticks)))

    def one_run(self, accepted: frozenset[str] = frozenset()) -> str:
        """A process from its start to its end; in one word how it ended: the digest of what it did, or why not."""
        try:
            with self.place.running():
                thought = run(self.parts(), None, accepted, _stages())
        except Killed:
            self.place.die()
            self.seen["killed"] += 1
            return "killed"
        except (SafetyStop, WorkbookError, TemporaryError, CredentialError, Conflict) as error:
            self.seen[f"ended: {error.code or type(error).__name__}"] += 1
            self.stop = error
            return error.code or type(error).__name__
        self.person.forgetful = self.person.unsure = False
        self.astray = self.astray and self.stirred
        if not self.overlap:
            promises.at_rest(self.person.loose, self.place.look())
        self.seen["ended well"] += 1
        return "wrote" if thought.plan else "nothing"

    def rehearse(self) -> str:
        """A dry run: it says what the run will do and does nothing."""
        before = self.place.look()
        try:
            with self.place.running():
                one, other = self.thought(), self.thought()
        except SyncerError as error:
            return error.code or type(error).__name__
        self.seen["a plan was shown before the run"] += 1
        must(one.plan == other.plan, "P12", "two plans of one moment differ")
        promises.same(before, self.place.look(), "P8", "a dry run wrote")
        return one.plan.digest if one.plan else "nothing"

    def thought(self) -> Thought:
        """What a run would do now."""
        parts = self.parts()
        return think(parts, fetch(parts.sources, lambda _: None), None, frozenset(), _stages())

    def together(self, one: Round) -> None:
        """Several processes at once, the next call made by whichever the script says."""
        self.seen[f"{one.runs} runs at once"] += 1
        self.overlap = Overlap(one.turns)
        try:
            self.overlap.play([self.one_run] * one.runs)
        finally:
            self.overlap = None

    # --- what a place tells ------------------------------------------------------------------------------------------

    def before(self, call: str) -> None:
        """A call is about to be made: whose turn it is, what people do in between, what goes wrong."""
        self.waiting[get_ident()] = call
        if self.overlap:
            self.overlap.turn()
        number, self.calls = self.calls, self.calls + 1
        moves = self.moves.pop(number, [])
        edits = [move for move in moves if move.kind not in self.place.faults and self.possible(move)]
        if edits:
            self.person.watched = not (self.place.blind and number)
            with self.place.sitting():
                for move in edits:
                    self.do(move)
            self.person.watched = True
            self.shown = self.place.look()
            self.stood.clear()
            self.late = self.late or self.waiting_for(*self.place.replaces)
            self.stirred = self.stirred or (self.place.blind and number > 0)
        for fault in moves:
            if fault.kind in self.place.faults:
                if fault.kind == "late":
                    self.underway = self.stirred = True
                self.seen[f"{fault.kind} at {call.rsplit('.', maxsplit=1)[-1]}"] += 1
                self.place.strike(fault)

    def waiting_for(self, *calls: str) -> bool:
        """Whether one of the runs that are at work is about to make one of these calls."""
        return any(call in calls for call in self.waiting.values())

    def possible(self, move: Move) -> bool:
        """Whether people may do this while a run is at work. Where the service cannot refuse a write into rows that
        moved, a note is overwritten and put back a moment later (protocol): that is looked at in ``protocol``."""
        moments = self.place.replaces if self.place.unseen and self.overlap else (self.place.unseen,)
        if self.waiting_for(*moments):  # two runs: the file is a new one, and the old one's backup tells nothing
            return False
        if self.place.rewrites and self.calls > 1 and move.kind == "scribble":
            return False
        return self.place.guarded or move.kind not in STRUCTURE

    def after(self, call: str) -> None:
        """A call was made: no word of anybody is touched by it. A run that finds that it has changed places with
        another's file takes its own back: then the workbook is as it stood, since nobody was at it."""
        self.waiting.pop(get_ident(), None)
        if call == "exchange" and self.place.look() in self.stood:
            self.seen["a run took its file back"] += 1
            self.shown, self.wrote = self.place.look(), True
        elif not self.late:
            self.unharmed()
        self.place.struck()

    def unharmed(self) -> None:
        """P1, P3: nothing but the service was at work since the last look."""
        now = self.place.look()
        if now is not self.shown and now != self.shown:
            self.stood.append(self.shown)
            promises.no_new_twins(self.shown, now, self.person.loose, stirred=self.stirred)
            promises.unharmed(self.shown, now, self.person.loose, stirred=self.stirred)
            if self.stirred:
                self.person.missed(self.shown)
            self.shown, self.wrote = now, True
            self.astray = self.astray or self.stirred

    def put_right(self) -> None:
        """A save in the moment of replacing is in place again when the run has ended, or was killed and ran again."""
        if self.late:
            self.one_run()
            self.late = False
            self.unharmed()

    # --- what must hold ----------------------------------------------------------------------------------------------

    def check(self, *, words: bool) -> None:
        look = self.place.look()
        self.person.learn(look)
        if words:
            promises.words_stand(self.person, look)
            promises.scribbles_are_quoted(self.person, look)
        if not self.person.forgetful:
            promises.deleted_stay_deleted(self.person, look)

    def settle(self, *, first: bool = False) -> None:
        """P2: no more faults, nobody types: at most two runs that write, then one that does not."""
        self.place.calm()
        self.stirred = self.underway = False
        writing = 0
        for _ in range(12):
            self.shown, self.wrote = self.place.look(), False
            outcome = self.one_run()
            if outcome == "nothing":
                must(not self.wrote, "P2", "a run that had nothing to do wrote")
                break
            if outcome == "wrote":
                writing += 1
                must(writing <= MOST_RUNS, "P2", f"still writing after {writing - 1} runs")
            else:
                self.answer(outcome)
        else:
            raise Broken(f"P2: it never came to rest ({self.stop})")
        if not first:
            self.check(words=True)

    def answer(self, outcome: str) -> None:
        """What a person does about a message of the service."""
        must(not self.wrote, "P5", f"{outcome} and yet something was written")
        if outcome in UNDO:
            self.seen[f"undone after {outcome}"] += 1
            with self.place.sitting():
                self.person.put_back(-1)
                self.person.versions.pop()  # should it be spoilt too, the one before is next
                self.place.calm()  # the version may bring back what was protected then
                self.person.blurred = self.person.unsure = True
        elif outcome in ACCEPTS:
            word = ACCEPTS[outcome]
            if outcome == "E-SHEET-SHRUNK" and len(self.person.typed) % 3 == 2:
                word, self.person.deleted = "restore", set()
            self.seen[f"accepted {word}"] += 1
            self.shown = self.place.look()
            if word == "recreate":
                self.person.deleted = {(tab, mark) for tab, mark in self.person.deleted if tab in self.shown}
            then = self.one_run(frozenset([word]))
            if then not in (outcome, "wrote", "nothing"):
                self.answer(then)
        else:
            raise Broken(f"P2: nothing is wrong any more, yet: {self.stop}")

    def look_closely(self) -> None:
        """At rest: what is kept as a person's word was typed by one, and nobody is there twice."""
        with self.place.running():
            thought, state = self.thought(), self.place.workbook(self).read()
        must(not thought.plan, "P2", "a plan after a run that found nothing")
        promises.only_words_are_kept(self.person, thought.plan.changes)
        promises.nobody_twice(state)


def _stages() -> Stages:
    return Stages(lambda: 0.0, lambda _: None)
