"""`syncer draft`: a short message to one person, for the user to read, change and send."""

from syncer.core.candidates import entry_of
from syncer.core.drafts import addressee, in_words, mailto
from syncer.core.normalise.profiles import profile_url
from syncer.core.reports import DraftAnswer
from syncer.core.standing import DO_NOT_CONTACT
from syncer.errors import ConfigError
from syncer.explain import find
from syncer.messages.folder import Templates
from syncer.messages.templates import fill
from syncer.run import Thought


def draft(thought: Thought, wanted: str, kind: str, templates: Templates) -> DraftAnswer:
    """The draft for one person, named by id or name. ``kind`` "": the template that suits the next step with them."""
    person = find(thought, wanted)
    entry = entry_of(thought.world, person.id)
    if entry.do_not_contact or entry.status == DO_NOT_CONTACT:
        raise ConfigError("this person is not to be contacted: so it says in the workbook")
    one = addressee(thought.world, thought.outreach, person)
    kind = kind or one.kind
    text, where = templates.read(kind)
    filled = fill(text, one.facts, where)
    link = mailto(one.email, filled.subject, filled.body) if filled.subject else ""
    return DraftAnswer(
        person_id=person.id,
        name=person.name,
        kind=kind,
        channel=one.channel,
        subject=filled.subject,
        body=filled.body,
        mailto=link,
        profile=profile_url(person.profile) if person.profile else "",
        limit=filled.limit,
        over=filled.over,
        unknown=tuple(map(in_words, filled.unknown)),
    )
