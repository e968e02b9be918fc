"""Where the files of a database are."""

import re
from dataclasses import dataclass
from pathlib import Path

from sessions.store import system
from sessions.store.files import TEMPORARY

NETWORKS, SESSIONS = "networks", "sessions"
"""The folder of all networks, and in each network that of its sessions by year."""

_JOURNAL = re.compile(r"journal\.([0-9A-Za-z]+)(.*)\.jsonl(.*)(?<!\.tmp)")
"""The device, and what a sync program or git puts behind it in the name of a copy."""


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
        return self.folder / f"journal.{device}.jsonl"

    @staticmethod
    def check_device(device: str) -> None:
        """Refuse a device whose journal could be taken for a copy of another's.

        Raises:
            ValueError: it is not letters and digits of ASCII alone.
        """
        if not (device.isascii() and device.isalnum()):
            raise ValueError(f"{device!r} is not letters and digits")

    def journals(self) -> dict[str, list[Path]]:
        """By device the journal and, after it, the copies that sync programs made of it."""
        found: dict[str, list[Path]] = {}
        for name in system.names(self.folder):
            if match := _JOURNAL.fullmatch(name):
                device, *added = match.groups()
                paths = found.setdefault(device, [])
                paths.insert(len(paths) if any(added) else 0, self.folder / name)
        return found

    def copies(self) -> list[Path]:
        """What goes by the snapshot's name and something more: copies that sync programs made.

        Such as `session (conflicted copy 2026-11-23).json` (Nextcloud, Dropbox, in the words of
        their language), `session.sync-conflict-20261123-170050-ABCDEFG.json` (Syncthing),
        `session-LAPTOP.json` (OneDrive), `session (1).json`, `session.json~HEAD` (git).
        """
        own = {self.snapshot.name, self.backup.name}
        return [
            self.folder / name
            for name in system.names(self.folder)
            if name.startswith(self.name)
            and ".json" in name
            and name not in own
            and not name.endswith(TEMPORARY)
        ]

    def leftovers(self, device: str) -> list[Path]:
        """What a process that died while it wrote a whole file left behind."""
        own = (self.snapshot.name, self.journal(device).name)
        return [
            self.folder / name
            for name in system.names(self.folder)
            if name.startswith(own) and name.endswith(TEMPORARY)
        ]


def is_journal(path: Path) -> bool:
    """Whether a file goes by the name of a device's journal, with nothing behind it."""
    found = _JOURNAL.fullmatch(path.name)
    return found is not None and not found[2]
