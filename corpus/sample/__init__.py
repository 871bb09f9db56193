"""The built-in sample: model resolutions written for this project, not by the United Nations.

README.md beside this file says what is in it. It stands in for a corpus until there is one.
"""

from pathlib import Path
from typing import Final

SAMPLE_ROOT: Final[Path] = Path(__file__).resolve().parent
"""The folder that holds the sample, laid out as UNxml lays out its files."""

__all__ = ["SAMPLE_ROOT"]
