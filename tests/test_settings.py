"""Settings are kept whole, read forgivingly, and never stand in the way of a start."""

import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import settings
from sessions.settings import (
    FILE,
    Settings,
    SettingsFileError,
    read_settings,
    save_settings,
    settings_folder,
    write_settings,
)


def test_without_a_file_everything_has_a_value_that_works(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == (Settings(), None)
    assert Settings().bell
    assert Settings().mouse


def test_what_is_kept_is_read(tmp_path: Path) -> None:
    kept = Settings(language="nl", theme="x", bell=False, mouse=False, facilitator="Zoë")
    write_settings(tmp_path / "new", kept)
    assert read_settings(tmp_path / "new") == (kept, None)
    assert (tmp_path / "new" / FILE).read_text(encoding="utf-8").endswith("}\n")


@given(st.binary(max_size=60))
def test_no_bytes_in_the_file_are_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    (folder / FILE).write_bytes(data)
    read, wrong = read_settings(folder)
    if wrong and wrong.aside:
        assert read == Settings()
        assert wrong.aside.read_bytes() == data
        assert read_settings(folder) == (Settings(), None)


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", "[" * 100_000, '{"bell": tru'])
def test_a_broken_file_is_set_aside(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    read, wrong = read_settings(tmp_path)
    assert read == Settings()
    assert wrong is not None
    assert wrong.aside == tmp_path / "settings.json.broken"
    assert wrong.aside.read_text(encoding="utf-8") == text
    assert not (tmp_path / FILE).exists()


def test_one_wrong_setting_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"bell": "no", "language": "nl"}', encoding="utf-8")
    read, wrong = read_settings(tmp_path)
    assert read == Settings(language="nl")
    assert wrong is not None
    assert (wrong.key, wrong.reason, wrong.aside) == ("bell", "bool", None)
    assert (tmp_path / FILE).exists()


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"language": "en"}', encoding="utf-8-sig")
    assert read_settings(tmp_path) == (Settings(language="en"), None)


def test_settings_of_a_later_version_stay(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"later": [1], "bell": false}', encoding="utf-8")
    read, wrong = read_settings(tmp_path)
    assert wrong is None
    write_settings(tmp_path, read.but(language="nl"))
    kept = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    assert kept["later"] == [1]
    assert (kept["bell"], kept["language"]) == (False, "nl")


def test_a_folder_where_the_file_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    read, wrong = read_settings(tmp_path)
    assert read == Settings()
    assert wrong is not None
    assert wrong.reason
    with pytest.raises(SettingsFileError):
        write_settings(tmp_path, read)


def test_nothing_half_written_stays_behind(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(SettingsFileError):
        write_settings(tmp_path, Settings())
    write_settings(tmp_path / "ok", Settings())
    assert [path.name for path in (tmp_path / "ok").iterdir()] == [FILE]


def test_the_environment_may_put_them_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings_folder({"KRING_CONFIG": str(tmp_path)}) == tmp_path
    assert settings_folder({"KRING_CONFIG": ""}).name == "kring"
    monkeypatch.setenv("KRING_CONFIG", str(tmp_path / "c"))
    save_settings(Settings(theme="y"))
    assert read_settings(tmp_path / "c") == (Settings(theme="y"), None)


def test_the_facilitator_is_called_by_their_login_name_until_they_say_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOGNAME", "sharon")
    assert Settings().facilitator_name == "sharon"
    assert Settings(facilitator="Sharon").facilitator_name == "Sharon"


def test_every_setting_says_what_it_is() -> None:
    source = Path(settings.__file__).read_text(encoding="utf-8")
    for one in fields(Settings):
        declared = f"    {one.name}: "
        assert declared in source
        after = source.split(declared, 1)[1].split("\n", 1)[1]
        assert after.lstrip().startswith('"""'), one.name


def test_reading_them_is_light() -> None:
    code = (
        "import sys; from pathlib import Path; from sessions.settings import read_settings;"
        "read_settings(Path('nowhere')); print('pydantic' in sys.modules, 'json' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False False\n"
