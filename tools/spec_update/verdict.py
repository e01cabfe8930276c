"""The one word about an update (no change, safe, additive or breaking), its reasons, exit code and version bump.

The exit code tells the verdict: 0, 10, 11 or 12. If a step after the comparison failed, such as a test, 20 is added:
then nothing was kept. 1 is a document that cannot be used, 2 a wrong command line, 3 a document that could not be
fetched, 130 an interruption.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

import attrs

from tools.spec_update.changes import Change

Word: TypeAlias = Literal["no change", "safe", "additive", "breaking"]
Bump: TypeAlias = Literal["none", "patch", "minor", "major"]

EXIT_CODES: Final[dict[Word, int]] = {"no change": 0, "safe": 10, "additive": 11, "breaking": 12}
STEP_FAILED: Final = 20  # added to the code of the verdict
UNUSABLE: Final = 1
NOT_FETCHED: Final = 3
INTERRUPTED: Final = 130

_BUMPS: Final[dict[Word, Bump]] = {"no change": "none", "safe": "patch", "additive": "minor", "breaking": "major"}
_MEANING: Final[dict[Word, str]] = {
    "no change": "The documents say the same.",
    "safe": "Nothing that a caller or a decoder can notice.",
    "additive": "More can be said or is told; what was right stays right.",
    "breaking": "Calls or decoders that were right fail, or something that was used is gone.",
}


@attrs.frozen
class Verdict:
    """What the changes amount to."""

    word: Word
    reasons: tuple[Change, ...]
    """The changes of the severity that decided."""

    @property
    def meaning(self) -> str:
        """The word in a sentence."""
        return _MEANING[self.word]

    @property
    def exit_code(self) -> int:
        """The exit code if every step went well."""
        return EXIT_CODES[self.word]

    @property
    def bump(self) -> Bump:
        """Which part of the version has to go up (https://semver.org)."""
        return _BUMPS[self.word]


def verdict_of(changes: Sequence[Change]) -> Verdict:
    """Sum changes up: they are as bad as the worst of them."""
    for severity in ("breaking", "additive", "safe"):
        if reasons := tuple(change for change in changes if change.severity == severity):
            return Verdict(severity, reasons)
    return Verdict("no change", ())


def next_version(version: str, bump: Bump) -> str:
    """Give the version after a bump. Before 1.0 what breaks raises the second number (semver, point 4, by custom)."""
    major, minor, patch = (int(part) for part in version.split(".")[:3])
    if bump == "none":
        return version
    if bump == "patch" or (major == 0 and bump == "minor"):
        return f"{major}.{minor}.{patch + 1}"
    if bump == "minor" or major == 0:
        return f"{major}.{minor + 1}.0"
    return f"{major + 1}.0.0"
