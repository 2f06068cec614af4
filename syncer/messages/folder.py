"""Where templates are: the user's own folder first, then those that come with syncer."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from syncer.core.drafts import KINDS
from syncer.errors import ConfigError
from syncer.messages.templates import LONGEST_TEMPLATE


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of one user. ``own``: a folder of theirs, or None."""

    own: Path | None = None

    def read(self, kind: str) -> tuple[str, str]:
        """The text of a template and its name for messages. ``ConfigError`` where there is none of that kind."""
        file = self.own / f"{kind}.txt" if self.own else None
        if file is not None and file.is_file():
            try:
                with file.open(encoding="utf-8-sig") as opened:
                    return opened.read(LONGEST_TEMPLATE + 1), str(file)
            except (OSError, UnicodeDecodeError) as error:
                raise ConfigError(f"{file} cannot be read: {type(error).__name__}", code="E-TEMPLATE") from None
        if kind in KINDS:
            shipped = resources.files("syncer.data").joinpath("templates", f"{kind}.txt")
            return shipped.read_text(encoding="utf-8"), f"the template {kind}.txt of syncer"
        raise ConfigError(f"there is no template {kind!r}; there are: {', '.join(self.kinds())}", code="E-TEMPLATE")

    def kinds(self) -> tuple[str, ...]:
        """Every kind there is: those that come with syncer, then the user's own others by name."""
        others = sorted(file.stem for file in self.own.glob("*.txt")) if self.own and self.own.is_dir() else []
        return (*KINDS, *(kind for kind in others if kind not in KINDS))
