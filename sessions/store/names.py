"""Where the files of a database are."""

from dataclasses import dataclass
from pathlib import Path

from sessions.store import system
from sessions.store.files import TEMPORARY

_JOURNAL, _LINES = "journal.", ".jsonl"


@dataclass(frozen=True, slots=True)
class Names:
    """The files of the database `name` in `folder`."""

    folder: Path
    name: str

    @property
    def snapshot(self) -> Path:
        """All of it, up to the lines that the snapshot says it covers."""
        return self.folder / f"{self.name}.json"

    @property
    def backup(self) -> Path:
        """The snapshot before it."""
        return self.folder / f"{self.name}.json.bak"

    def journal(self, device: str) -> Path:
        """What `device` did since."""
        return self.folder / f"{_JOURNAL}{device}{_LINES}"

    def journals(self) -> dict[str, Path]:
        """The journals that are there, by device."""
        return {
            name[len(_JOURNAL) : -len(_LINES)]: self.folder / name
            for name in system.names(self.folder)
            if name.startswith(_JOURNAL) and name.endswith(_LINES)
        }

    def leftovers(self, device: str) -> list[Path]:
        """What a process that died while it wrote a whole file left behind."""
        own = (self.snapshot.name, self.journal(device).name)
        return [
            self.folder / name
            for name in system.names(self.folder)
            if name.startswith(own) and name.endswith(TEMPORARY)
        ]
