"""`syncer grade`: one key per person."""

from typing import TYPE_CHECKING

from syncer.commands.options import DEFAULT, AllowPath, Config, Today, day, messages, reading

if TYPE_CHECKING:
    from syncer.core.grading import Card
    from syncer.core.model import Grade
    from syncer.grading import Grading
    from syncer.report.cards import Cards, Key

_GRADES: "dict[str, Grade]" = {"a": "A", "b": "B", "c": "C"}
_SKIP, _UNDO = ("s", " "), ("u", "\x7f", "\x08")
_QUIT = ("q", "\x1b", "\x03", "\x04", "")


def grade(config: Config = DEFAULT, today: Today = "", allow_path: AllowPath = False) -> None:
    """Grade people one key each, the most useful first: A, B, C, S skip, U undo, Q quit."""
    with messages(), reading(anywhere=allow_path):
        from syncer import app as house
        from syncer.report import terminal
        from syncer.report.cards import Cards, keyboard

        with terminal.progress(False) as progress:
            grading = house.grading(config, day(today), progress)
        with keyboard() as key:
            _sit(grading, Cards(), key)


def _sit(grading: "Grading", screen: "Cards", key: "Key") -> None:
    """From card to card until there are none left, or a key says to stop."""
    done: list[tuple[Card, Grade]] = []
    at, cards = 0, grading.cards
    while at < len(cards):
        card, pressed = cards[at], screen.ask(cards[at], _place(grading, at), key).lower()
        if pressed in _QUIT:
            break
        if pressed in _GRADES:
            answer = _GRADES[pressed]
            given = grading.give(card, answer)
            screen.answered(card, answer if given else "", "" if given else "left: the cell is not blank any more")
            done.append((card, answer if given else ""))
            at += 1
        elif pressed in _SKIP:
            grading.skip(card)
            screen.answered(card, "")
            done.append((card, ""))
            at += 1
        elif pressed in _UNDO and done:
            screen.answered(done[-1][0], "", _take_back(grading, *done.pop()))
            at -= 1
    _farewell(screen, sum(bool(answer) for _, answer in done), len(cards) - at)


def _take_back(grading: "Grading", card: "Card", answer: "Grade") -> str:
    if not answer:
        grading.skip(card, really=False)
        return "asked again"
    return "taken back" if grading.take_back(card, answer) else "left: the cell was changed meanwhile"


def _place(grading: "Grading", at: int) -> str:
    leading = sum(card.listed for card in grading.cards[at:])
    which = f"{leading} of them lead to a target" if leading else "none of them leads to a target"
    return f"How well do you know them? {len(grading.cards) - at:,} to grade, {which}."


def _farewell(screen: "Cards", graded: int, left: int) -> None:
    if not graded and not left:
        screen.say("Everybody has a grade.")
        return
    rest = f"{left:,} left for another day" if left else "nobody left"
    order = " `syncer run` puts the list in its new order." if graded else ""
    screen.say(f"{graded:,} graded, {rest}.{order}")
