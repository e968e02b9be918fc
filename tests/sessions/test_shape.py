"""What is kept can't take another shape unnoticed."""

from sessions.network import Member
from tests.sessions import shape


def test_what_is_kept_is_of_the_shape_of_its_format() -> None:
    assert shape.shape() == shape.WRITTEN.read_text(encoding="utf-8"), shape.__doc__


def test_each_field_of_what_is_kept_is_in_it() -> None:
    lines = shape.shape().splitlines()
    fields = {line.partition(":")[0] for line in lines}
    assert {f"Member.{name}" for name in Member.model_fields} <= fields
    assert "Member.name: minLength=1 type=string, required" in lines
