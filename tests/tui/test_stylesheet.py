"""The styles of a screen that comes for the first time."""

from collections import Counter
from typing import Any

import pytest
from textual.css import parse as css_parse
from textual.css import stylesheet

from tests.tui.hand import Hand


async def test_what_was_read_is_not_read_again_but_for_another_theme(
    app_in_the_room: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand, read = app_in_the_room, Counter[str]()

    def counted(scope: str, css: str, *args: Any, **more: Any) -> Any:
        read[css] += 1
        return css_parse.parse(scope, css, *args, **more)

    known = {source.content for source in hand.app.stylesheet.source.values()}
    monkeypatch.setattr(stylesheet, "parse", counted)
    await hand.press("f1")
    assert read
    assert not known & read.keys()
    await hand.press("f1")
    read.clear()
    await hand.press("ctrl+t")
    assert known <= read.keys()
    assert set(read.values()) == {1}
