"""Kring and its floors as a user has them: installed as wheels, with byte code."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import floors

CHECKOUT = Path(__file__).resolve().parents[2]
FLOORS = "kring_floors"


@dataclass(frozen=True)
class Installed:
    """A virtual environment with Kring and its floors, and folders for what Kring keeps."""

    python: Path
    environment: Mapping[str, str]

    def kring(self, *arguments: str) -> list[str]:
        """The command that runs Kring."""
        return [str(self.python.with_name("kring")), "--lang", "en", *arguments]

    def floor(self, name: str) -> list[str]:
        """The command that runs a floor."""
        return [str(self.python), "-c", f"from {FLOORS} import main; main({name!r})"]

    def versions(self) -> str:
        """What is measured, in a line."""
        code = (
            "import platform, importlib.metadata as m;"
            "print('Kring', m.version('kring'), '· Textual', m.version('textual'),"
            " '· Python', platform.python_version())"
        )
        return _out([str(self.python), "-c", code], self.environment)


def install(folder: Path) -> Installed:
    """This checkout's wheel, what it needs, and the floors in an environment in `folder`.

    One that is there already is used again, with Kring put in afresh.
    """
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(folder / "venv", with_pip=True)
    environment = _environment(folder)
    wheels = folder / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    _out([*pip, "wheel", "--no-deps", f"--wheel-dir={wheels}", str(CHECKOUT)], os.environ)
    wheel = str(next(wheels.glob("*.whl")))
    _out([*pip, "install", wheel], os.environ)
    _out([*pip, "install", "--no-deps", "--force-reinstall", wheel], os.environ)
    packages = Path(_out([str(python), "-c", "import textual; print(textual.__path__[0])"]))
    shutil.copyfile(floors.__file__, packages.parent / f"{FLOORS}.py")
    _out([str(python), "-m", "compileall", "-q", str(packages.parent)])
    return Installed(python, environment)


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the user's: folders of our own, and a terminal that can do what most can."""
    return {
        "HOME": str(folder),
        "KRING_STATE": str(folder / "state"),
        "KRING_CONFIG": str(folder / "config"),
        "KRING_CACHE": str(folder / "cache"),
        "LANG": "C.UTF-8",
        "PATH": os.defpath,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def _out(command: list[str], environment: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout.strip()
