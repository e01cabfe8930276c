"""``doctor``: what is wrong with the configuration, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from smartbuildings.cli.connection import HERE, AsJson, Connection
from smartbuildings.cli.printing import clean, print_json, show

if TYPE_CHECKING:
    from smartbuildings.cli.accounts import Ecobee
    from smartbuildings.cli.checkup.findings import Finding

__all__ = ["doctor"]

_MARKS: Final = {"ok": ("✓", "green"), "warning": ("!", "yellow"), "failed": ("✗", "red"), "skipped": ("·", "dim")}


def doctor(*, json: AsJson = False, connection: Connection = HERE) -> int:
    """Check the configuration, and say what to correct.

    It looks at credentials, base URL, token store, network, clock, token, scopes and quota. A token is requested only
    if the store holds none. The exit code is that of the first thing that failed; warnings do not count.
    """
    from smartbuildings.cli.checkup.findings import verdict_of

    instead = "Run `smartbuildings buildings`: an error names what is wrong with the account of another vendor."
    account = connection.ecobee(instead=instead)
    found: list[Finding] = []
    for finding in _findings(account):
        found.append(finding)
        if not json:
            _tell(finding)
    code = verdict_of(found)
    if json:
        rows = [
            {"check": each.check, "verdict": each.verdict.value, "fact": each.fact, "advice": each.advice}
            for each in found
        ]
        print_json({**account.place, "ok": code == 0, "findings": rows})
    return code


def _findings(account: Ecobee) -> Iterator[Finding]:
    from smartbuildings.cli.checkup.access import look_at_access
    from smartbuildings.cli.checkup.environment import look_at_settings
    from smartbuildings.cli.checkup.findings import Verdict, skipped
    from smartbuildings.cli.checkup.network import look_at_network

    stages: tuple[tuple[Callable[[], Iterator[Finding]], tuple[str, ...]], ...] = (
        (lambda: look_at_settings(account.account), ()),
        (lambda: look_at_network(account.account.url), ("reachable", "clock")),
        (lambda: _access(account, look_at_access), ("token", "scopes", "account", "quota")),
    )
    is_sound = True
    for look, names in stages:
        if not is_sound:
            yield from map(skipped, names)
            continue
        for finding in look():
            is_sound = is_sound and finding.verdict is not Verdict.FAILED
            yield finding


def _access(account: Ecobee, look: Callable[..., Iterator[Finding]]) -> Iterator[Finding]:
    with account.client() as sb:
        yield from look(sb)


def _tell(finding: Finding) -> None:
    from rich.table import Table
    from rich.text import Text

    mark, style = _MARKS[finding.verdict.value]
    line = Table.grid(padding=(0, 1))
    line.add_column(width=1)
    line.add_column(width=12, no_wrap=True)
    line.add_column(overflow="fold")
    fact = Text(clean(finding.fact), "dim" if finding.verdict.value == "skipped" else "")
    line.add_row(Text(mark, style), finding.check.replace("_", " "), fact)
    if finding.advice:
        line.add_row("", "", Text(f"→ {clean(finding.advice)}", style))
    show(line)
