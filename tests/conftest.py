"""What every test runs with."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("kring", deadline=None)
settings.load_profile("kring")


@pytest.fixture(scope="session", autouse=True)
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the state folder of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KRING_STATE", str(tmp_path_factory.mktemp("state")))
        yield
