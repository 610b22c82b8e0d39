"""Nothing that a user would see changes unnoticed: what texts are read as, and how drafts are judged."""

from pathlib import Path

import pytest
from readings import changed, tables


@pytest.mark.parametrize("path", tables(), ids=lambda path: path.name)
def test_texts_are_read_and_judged_as_recorded(path: Path) -> None:
    """Else look at each line, and run `python tests/readings.py`."""
    assert changed(path) == []
