"""The facilitator's settings: kept beside the program, not with anybody's data.

Read on the way to the first screen, so with nothing heavier than a dataclass.
"""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Self

from sessions.errors import KringError

VARIABLE = "KRING_CONFIG"
"""The environment variable that puts the settings' folder elsewhere."""

FILE = "settings.json"


class SettingsFileError(KringError):
    """The settings in `path` can't be used; `aside` is where the file is now, when it was moved.

    `key` is the one setting that is wrong; empty when the whole file is.
    """

    def __init__(
        self, path: Path, reason: str = "", *, key: str = "", aside: Path | None = None
    ) -> None:
        super().__init__(f"{path}: {key}: {reason}")
        self.path, self.reason, self.key, self.aside = path, reason, key, aside


@dataclass(frozen=True)
class Settings:
    """How the facilitator wants Kring; every setting has a value that works."""

    language: str = ""
    """`nl` or `en`; empty follows the system."""

    theme: str = ""
    """The name of a theme; empty is Kring's own."""

    bell: bool = True
    """Whether the terminal's bell sounds when time is up."""

    mouse: bool = True
    """Whether the mouse works in Kring; without it the terminal can select text to copy."""

    facilitator: str = ""
    """What the facilitator is called in a session; empty is the login name."""

    @property
    def facilitator_name(self) -> str:
        """The facilitator's name, or the login name; empty where the system has none."""
        return self.facilitator or _login_name()

    def but(self, **changes: object) -> Self:
        """The settings with `changes`; the caller hands in values of the right type."""
        return replace(self, **changes)  # type: ignore[arg-type]  # as its docstring says


def settings_folder(environment: Mapping[str, str]) -> Path:
    """The folder of the settings: `KRING_CONFIG`, or the platform's place for it."""
    if environment.get(VARIABLE):
        return Path(environment[VARIABLE])
    from platformdirs import user_config_dir

    return Path(user_config_dir("kring"))


def read_settings(folder: Path) -> tuple[Settings, SettingsFileError | None]:
    """The settings in `folder`, and what was wrong with them.

    A file that can't be read at all is set aside; a setting that is wrong is left as it is, and
    read as if it were not there.
    """
    path = folder / FILE
    try:
        return _checked(path, _kept(path))
    except FileNotFoundError:
        return Settings(), None
    except OSError as error:
        return Settings(), SettingsFileError(path, error.strerror or str(error))
    except (ValueError, RecursionError):
        return Settings(), _set_aside(path)


def save_settings(settings: Settings) -> None:
    """Keep `settings` where this machine keeps them.

    Raises:
        SettingsFileError: they can't be written.
    """
    write_settings(settings_folder(os.environ), settings)


def write_settings(folder: Path, settings: Settings) -> None:
    """Keep `settings` in `folder`; what else stands in the file stays there.

    Raises:
        SettingsFileError: it can't be written; the file is as it was.
    """
    import json

    from sessions.store import system
    from sessions.store.files import write_durably

    path = folder / FILE
    try:
        system.make_folder(folder)
        values = _others(path) | asdict(settings)
        text = json.dumps(values, ensure_ascii=False, indent=2)
        write_durably(path, f"{text}\n".encode())
    except OSError as error:
        raise SettingsFileError(path, error.strerror or str(error)) from error


def _kept(path: Path) -> dict[str, Any]:
    """What stands in the file.

    Raises:
        OSError: it can't be read.
        ValueError: it holds something else than settings.
        RecursionError: likewise.
    """
    text = path.read_text(encoding="utf-8-sig")
    import json

    kept = json.loads(text)
    if not isinstance(kept, dict):
        raise ValueError(type(kept).__name__)  # noqa: TRY004 - a file's content, not an argument
    return kept


def _checked(path: Path, kept: Mapping[str, Any]) -> tuple[Settings, SettingsFileError | None]:
    known = {one.name: type(one.default) for one in fields(Settings)}
    right = {key: kept[key] for key, kind in known.items() if isinstance(kept.get(key), kind)}
    wrong = next((key for key in known if key in kept and key not in right), None)
    error = SettingsFileError(path, known[wrong].__name__, key=wrong) if wrong else None
    return Settings(**right), error


def _set_aside(path: Path) -> SettingsFileError:
    aside = path.with_name(f"{FILE}.broken")
    try:
        path.replace(aside)
    except OSError as error:
        return SettingsFileError(path, error.strerror or str(error))
    return SettingsFileError(path, aside=aside)


def _others(path: Path) -> dict[str, Any]:
    """What stands in the file already, with settings of a later version among it."""
    try:
        return _kept(path)
    except (OSError, ValueError, RecursionError):
        return {}


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return os.environ.get("USERNAME", "")
