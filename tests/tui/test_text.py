"""What a person typed is shown as typed, and turns nothing round."""

import json

import pytest

from tui.text import TURN, as_json, one_each, printed, shown

BIDI_CONTROL = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
"""All that have this property in Unicode's PropList."""


@pytest.mark.parametrize("code", BIDI_CONTROL, ids=hex)
def test_every_bidi_control_can_be_seen(code: int) -> None:
    sign = chr(code)
    for said in (shown(f"a{sign}b"), printed(f"a{sign}b"), one_each(f"a{sign}b")):
        assert said.isprintable()
        assert len(said) > 2
    assert one_each(sign) == TURN
    assert as_json([sign]).replace("\n", "").isprintable()
    assert json.loads(as_json([sign])) == [sign]


def test_lines_stay_lines_without_a_screen() -> None:
    assert printed("a\n  b\x1b[2J\n") == "a\n  b␛[2J"
    assert json.loads(as_json({"a\x9b": "b\ud800\x7f"})) == {"a\x9b": "b\ud800\x7f"}
