"""The ladder: a session that is planned, and the same one when it is past."""

from collections.abc import Iterator

import pytest

from exports.language import speak
from tests.exports.story import Told, gone_by, planned


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


@pytest.fixture
def ready() -> Told:
    return planned()


@pytest.fixture
def past() -> Told:
    return gone_by(planned())
