"""Invented contacts for the stories."""

from collections.abc import Sequence

from syncer.core.identity.model import Identified, Judgement, Known
from syncer.core.identity.resolve import identify
from syncer.core.model import Contact, Name, Position, Ref
from syncer.linkage.splink_linker import SplinkLinker, nicknames

LINKER = SplinkLinker()


def contact(source: str, key: str, name: str = "", **more) -> Contact:
    given, _, family = name.rpartition(" ")
    company = more.pop("company", "")
    return Contact(
        ref=Ref(source, key),
        kind=more.pop("kind", source),
        name=Name(name, given or family, "", family if given else ""),
        positions=(Position(company, more.pop("title", "")),) if company else (),
        emails=tuple(more.pop("emails", ())),
        phones=tuple(more.pop("phones", ())),
        **more,
    )


def resolve(contacts: list[Contact], judgements: Sequence[Judgement] = (), known: Sequence[Known] = ()) -> Identified:
    return identify(contacts, LINKER.score(contacts), judgements, known, nicknames())


def people(found: Identified) -> set[frozenset[str]]:
    """The clusters as sets of record keys."""
    return {frozenset(one.ref.key for one in cluster.contacts) for cluster in found.clusters}


def strangers(count: int) -> list[Contact]:
    """Other people in the address book, so that names have a frequency."""
    families = [
        "Abbot",
        "Birch",
        "Cole",
        "Drake",
        "Ennis",
        "Frost",
        "Grove",
        "Hayes",
        "Innes",
        "Joyce",
        "Kerr",
        "Lowe",
        "Marsh",
        "Nolan",
        "Orme",
        "Pratt",
        "Quick",
        "Reed",
    ]
    givens = [
        "Alma",
        "Bruno",
        "Clara",
        "Dario",
        "Edith",
        "Felix",
        "Greta",
        "Hugo",
        "Irene",
        "Jonas",
        "Karin",
        "Lucas",
        "Mira",
        "Nils",
        "Olive",
        "Pavel",
    ]
    return [
        contact("google", f"s{at}", f"{givens[at % 16]} {families[at % 18]}", phones=[f"+1312555{at:04d}"])
        for at in range(count)
    ]
