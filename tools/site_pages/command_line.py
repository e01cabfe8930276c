"""The page of the command line, from the command line itself: its commands and options, and what they really print."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from typing import Any, Final

import attrs
from cyclopts import App

from smartbuildings.cli import main
from smartbuildings.cli.app import make_app
from smartbuildings.cli.exit_codes import HELP
from smartbuildings.cli.printing import notes, screen
from tools.site_pages.account import reader, served
from tools.site_pages.markdown import code, made, plain, sub_heading, table

__all__ = ["command_line_page"]

_WIDTH: Final = "96"
_ROOM: Final = "511134833204"
_SHOWN: Final[dict[str, list[str]]] = {
    "buildings": ["smartbuildings buildings"],
    "thermostats": ["smartbuildings thermostats --limit 3"],
    "status": [f"smartbuildings status {_ROOM}"],
    "sensors": [f"smartbuildings sensors {_ROOM}"],
    "alerts": ["smartbuildings alerts 511259380745"],
    "hold": [f"smartbuildings hold {_ROOM} --heat 20C", f"smartbuildings hold {_ROOM} --heat 95F"],
    "resume": [f"smartbuildings resume {_ROOM} --json"],
    "mode": [f"smartbuildings mode {_ROOM} heat"],
    "resident-mode": [f"smartbuildings resident-mode {_ROOM} off"],
}
"""What is run for the page, command by command, in this order."""
_CONNECTION: Final = "Connection"


@attrs.frozen
class _Option:
    names: str
    kind: str
    is_required: bool
    is_repeatable: bool
    default: str
    meaning: str
    group: str


def command_line_page() -> str:
    """Write the page; its examples are run against a sandbox while it is written."""
    return made("\n".join(_parts()))


def _parts() -> Iterator[str]:
    app = make_app()
    outputs = _run_examples()
    yield "# The command line\n"
    yield (
        "`smartbuildings` reads and controls an account from a shell; the extra `cli` brings it. `smartbuildings demo` "
        "needs no account, and `smartbuildings doctor` checks the configuration that the other commands use. Results "
        "go to stdout and everything else to stderr; with `--json` stdout holds JSON and nothing else. The examples "
        "below were run against the sandbox when this page was built.\n"
    )
    groups: dict[str, list[str]] = {}
    for name in app:
        if not name.startswith("-"):
            groups.setdefault(_group(app[name]), []).append(name)
    yield table(
        ["command", "what it does", "kind"],
        [[f"[`{name}`](#{name})", _summary(app[name]), group] for group, names in groups.items() for name in names],
    )
    yield from _common(app)
    yield from _accounts()
    yield from _exit_codes()
    for group, names in groups.items():
        yield f"## {group}\n"
        for name in names:
            yield from _command(name, app[name], outputs)


def _common(app: App) -> Iterator[str]:
    yield "## Options of every command that uses an account { #connection }\n"
    yield (
        "The credentials come from [the environment](environment.md) only: an option would show them to everyone who "
        "lists the processes of the machine. These options may also come before the command's name.\n"
    )
    yield _table([option for option in _options(app["status"]) if option.group == _CONNECTION])


def _accounts() -> Iterator[str]:
    yield "## Several accounts { #accounts }\n"
    yield (
        "If `SMARTBUILDINGS_PORTFOLIO` names a file, or the variables of several vendors are set, the commands work on "
        "all accounts. Thermostats and buildings then have references such as `north/511134833204`, and JSON has "
        "`account` and `reference`. [In a terminal](../guides/portfolio.md#in-a-terminal) has examples, and what "
        "happens if an account fails.\n"
    )


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes\n"
    rows = [line.split(maxsplit=1) for line in HELP.splitlines()[1:]]
    yield table(["code", "meaning"], ([code(number), meaning] for number, meaning in rows))
    yield "[The error catalogue](error-catalogue.md) names the code for each error.\n"


def _command(name: str, app: App, outputs: dict[str, list[str]]) -> Iterator[str]:
    yield f"### {name} {{ #{name} }}\n"
    yield from (f"{_prose(paragraph)}\n" for paragraph in _paragraphs(app))
    options = _options(app)
    usage = " ".join([f"smartbuildings {name}", *_usage(options)])
    yield f"```bash\n{usage}\n```\n"
    own = [option for option in options if option.group != _CONNECTION]
    if own:
        yield _table(own)
    if len(own) < len(options):
        names = [option.names for option in options if option.group == _CONNECTION]
        yield (
            ("And " + _listed(names) + ", as [above](#connection).\n")
            if own
            else (f"It takes {_listed(names)}, as described [above](#connection).\n")
        )
    for number, output in enumerate(outputs.get(name, [])):
        if number == 0:
            yield sub_heading("As it was run", f"{name}-run")
        yield f"```console\n{output.rstrip()}\n```\n"


def _usage(options: list[_Option]) -> Iterator[str]:
    for option in options:
        if not option.names.startswith("`-"):
            name = option.names.strip("`") + (" ..." if option.is_repeatable else "")
            yield name if option.is_required else f"[{name}]"
    if any(option.names.startswith("`-") for option in options):
        yield "[OPTIONS]"


def _table(options: list[_Option]) -> str:
    return table(["option", "value", "meaning"], (_row(option) for option in options))


def _row(option: _Option) -> list[str]:
    kind = f"{option.kind}, required" if option.is_required else option.kind
    default = f" Default: {option.default}." if option.default else ""
    return [option.names, kind, option.meaning + default]


# --- from the app -----------------------------------------------------------------------------------------------------


def _options(app: App) -> list[_Option]:
    found = []
    for argument in app.assemble_argument_collection(parse_docstring=True):
        parameter: Any = argument.parameter  # its fields have the types that may be given, not those that it has
        if parameter.parse is False or "*" in argument.names:
            continue
        group = parameter.group[0].name if parameter.group else ""
        found.append(
            _Option(
                names=", ".join(code(name) for name in argument.names),
                kind=_kind(argument),
                is_required=argument.required,
                is_repeatable=re.search(r"\b(list|tuple|Iterable|Sequence)\b", str(argument.hint)) is not None,
                default=_default(argument.field_info.default),
                meaning=plain(" ".join((parameter.help or "").split())),
                group=group,
            )
        )
    return found


def _kind(argument: Any) -> str:
    choices = argument.get_choices() or ()
    if choices:
        return " or ".join(code(choice) for choice in choices)
    names = {"str": "text", "int": "whole number", "float": "number", "Path": "path", "bool": "–"}
    words = re.findall(r"\w+", str(argument.hint))
    return next((names[word] for word in words if word in names), "text")


def _default(value: object) -> str:
    if value is None or value is False or isinstance(value, type):
        return ""
    return code(getattr(value, "value", value))


def _group(app: App) -> str:
    groups = app.group if isinstance(app.group, tuple) else (app.group,)
    return str(getattr(groups[0], "name", groups[0]))


def _paragraphs(app: App) -> list[str]:
    told = re.split(r"\n\s*Args:\s*\n", app.help or "")[0]
    return told.strip().split("\n\n")


def _summary(app: App) -> str:
    return _prose(_paragraphs(app)[0])


def _prose(text: str) -> str:
    return plain(" ".join(text.split()))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


# --- what the examples print ------------------------------------------------------------------------------------------


def _run_examples() -> dict[str, list[str]]:
    with served() as server, reader(server.url, SMARTBUILDINGS_TOKEN_STORE="memory", COLUMNS=_WIDTH):
        for console in (screen, notes):
            console.cache_clear()  # made anew at the width of the page
        try:
            return {name: [_run(line) for line in lines] for name, lines in _SHOWN.items()}
        finally:
            for console in (screen, notes):
                console.cache_clear()


def _run(line: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        exit_code = main(shlex.split(line)[1:])
    told = f"\n$ echo $?\n{int(exit_code)}" if exit_code else ""
    return f"$ {line}\n{_trimmed(said.getvalue())}{told}"


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
