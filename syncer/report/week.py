"""What the commands of the week show: a line of the Log, the digest of a day, a draft."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from syncer.core.digest import Digest
from syncer.core.reports import DraftAnswer, Noted
from syncer.core.workbook.layout import BY_KEY
from syncer.report.terminal import new_console, show_json, shown_text


def show_noted(noted: Noted, as_json: bool) -> None:
    """The line of the Log that was written."""
    if as_json:
        show_json(noted)
        return
    said = "; ".join(filter(None, (noted.what, noted.outcome, noted.target)))
    verb = "Already in the Log" if noted.again else "In the Log"
    new_console().print(shown_text((f"{verb}: ", "bold"), f"{noted.day}, {noted.name}: {said}."), soft_wrap=True)
    if noted.again:
        return
    own_words = not noted.outcome and noted.what not in BY_KEY["log"].column("what").choices
    hint = "It counts as contact; add --outcome (Contacted, Met, Helping ...) to move the follow-ups too."
    new_console().print(hint if own_words else "`syncer run` moves the follow-ups.")


def show_digest(message: Digest, as_json: bool, *, sent: bool) -> None:
    """The message as it is sent."""
    if as_json:
        show_json(message)
        return
    console = new_console()
    console.print(shown_text(message.subject, style="bold"))
    for part in message.parts:
        console.print()
        console.print(shown_text(part.title, style="bold"))
        for line in part.lines:
            _digest_line(console, line)
    if sent:
        console.print("\nSent.")


def _digest_line(console: Console, line: str) -> None:
    """A line of the digest, with its indent kept where somebody watches; as it is sent where it goes to a program."""
    indent = len(line) - len(line.lstrip())
    style = "dim" if indent else ""
    if console.is_terminal:
        console.print(Padding(shown_text(line.lstrip(), style=style), (0, 0, 0, indent)))
    else:
        console.print(shown_text(line), soft_wrap=True)


def show_draft(answer: DraftAnswer, as_json: bool) -> None:
    """The draft as it would be copied, with the ways to send it."""
    if as_json:
        show_json(answer)
        return
    console = new_console()
    by = f", by {answer.channel}" if answer.channel else ""
    console.print(shown_text((f"{answer.name}: {answer.kind}{by}", "bold"), ("  (syncer sends nothing)", "dim")))
    if answer.subject:
        console.print(shown_text(("Subject: ", "dim"), answer.subject), soft_wrap=True)
    console.print()
    console.print(shown_text(answer.body), soft_wrap=True)
    console.print()
    size = f"{len(answer.body)} characters, {len(answer.body.split())} words"
    console.print(Text(f"{size}, at most {answer.limit}" if answer.limit else size, style="dim"))
    if answer.over:
        console.print(Text(f"! {answer.over} characters too long: shorten it, or the template.", style="yellow"))
    for label, text in (("Mail", answer.mailto), ("LinkedIn", answer.profile)):
        if text:
            console.print(shown_text((f"{label}: ", "dim"), text), soft_wrap=True)
    if answer.unknown:
        console.print(
            shown_text((f"Sentences were left out, as these are not known: {'; '.join(answer.unknown)}.", "dim")),
            soft_wrap=True,
        )
