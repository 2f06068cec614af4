"""How long employer matching takes as texts and targets grow: ``python -m tests.benchmarks.employers.scale``.

200,000 distinct invented employer texts, one in five naming a target with words around it, against 40, 1,000 and
100,000 targets. CPU seconds of one core, index included, knowledge already read. Fixed seed.
"""

import random
from time import process_time

from syncer.core.employers.match import TargetEmployers
from syncer.core.outreach import Target
from syncer.data.load import load_knowledge

TEXTS = 200_000
SIZES = (40, 1_000, 100_000)
_SYLLABLES_TEXT = "ba bel cor da den fal gar hol in jo kan lor ma mir nor o pel quin ra sol tar u val wen xi yor zan"
_SYLLABLES = _SYLLABLES_TEXT.split()
_WORDS_TEXT = (
    "solutions group systems labs consulting bank energy media partners logistics health design foods trading software "
    "international capital motors technologies school hotel construction digital services"
)
_WORDS = _WORDS_TEXT.split()
_FORMS = ("GmbH", "Ltd", "Inc.", "LLC", "S.A.", "AG", "B.V.", "", "", "", "")
_AROUND = ("{} Germany", "ex-{}", "{} | Berlin", "Senior Engineer @ {}", "{} (via Adecco)", "{}, London", "{} Cloud")


def texts_and_targets(texts: int, targets: int) -> tuple[list[str], list[Target]]:
    """Distinct employer texts and targets; the first targets are firms of the curated table."""
    dice = random.Random(7)
    known = [firm.name for firm in load_knowledge().organisations]
    names = dict.fromkeys(known[:targets])
    while len(names) < targets:
        names[_name(dice)] = None
    listed = list(names)
    found: dict[str, None] = {}
    while len(found) < texts:
        text = dice.choice(_AROUND).format(dice.choice(listed)) if dice.random() < 0.2 else ""
        found[text if text and text not in found else f"{_name(dice)} {dice.choice(_FORMS)}".strip()] = None
    return list(found), [Target(f"t{number:06d}", name) for number, name in enumerate(listed)]


def _name(dice: random.Random) -> str:
    head = "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(2, 4))).title()
    return " ".join([head, *dice.sample(_WORDS, dice.choice((0, 1, 1, 2)))])


def seconds(targets: int, texts: int = TEXTS) -> tuple[float, float]:
    """CPU seconds: of the index, of judging all texts."""
    listed, wanted = texts_and_targets(texts, targets)
    started = process_time()
    employers = TargetEmployers(wanted, load_knowledge())
    indexed = process_time()
    for text in listed:
        employers.judge(text)
    return indexed - started, process_time() - indexed


def main() -> None:
    """Prints a line for each number of targets."""
    for size in SIZES:
        index, judging = seconds(size)
        print(f"{TEXTS:,} texts x {size:,} targets: {index + judging:.1f} CPU s, {index:.1f} of them for the index")


if __name__ == "__main__":
    main()
