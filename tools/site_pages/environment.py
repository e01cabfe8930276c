"""The page of environment variables: which ones the code reads is found in the code, their meaning is written here.

``problems`` reports differences between the two, so that every variable that is read is documented.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import attrs

from tools.site_pages.markdown import code, made

__all__ = ["BY_LIBRARIES", "MEANINGS", "environment_page", "problems", "variables_read"]

PREFIX: Final = "SMARTBUILDINGS_"
SMARTTHINGS: Final = "SMARTTHINGS_"
NEST: Final = "NEST_"
_READERS: Final[Mapping[str, str]] = {"from_environment": PREFIX, "_variable": SMARTTHINGS, "_nest_variable": NEST}
"""The functions of ours that read a variable, each with what it puts before the name."""


@attrs.frozen
class Variable:
    """What one variable is for."""

    meaning: str
    when_unset: str


MEANINGS: Final[Mapping[str, Variable]] = {
    f"{PREFIX}CLIENT_ID": Variable("The client id, as the vendor issued it.", "has to be given as `client_id`"),
    f"{PREFIX}CLIENT_SECRET": Variable(
        "The client secret. Neither the log nor an error shows it.", "has to be given as `client_secret`"
    ),
    f"{PREFIX}BASE_URL": Variable(
        "Scheme and host of the API, such as a sandbox's. Plain http is refused for any host but this machine, "
        "because the token would travel in the clear.",
        "`https://api.sb.ecobee.com`",
    ),
    f"{PREFIX}API_VERSION": Variable("`v2`, or `v1` for the retired version.", "`v2`"),
    f"{PREFIX}TOKEN_STORE": Variable(
        "Where the token is kept between clients and processes: `memory`, `file`, `file:FOLDER` or `redis://HOST`.",
        "`memory`; `file` for the command line, so that all commands share one token",
    ),
    f"{PREFIX}PORTFOLIO": Variable(
        "The TOML file that names the accounts of `Portfolio.from_environment()` and of the command line.",
        "one account for each vendor whose variables are set",
    ),
    f"{PREFIX}PROFILE": Variable("The profile of that file whose accounts are meant.", "all accounts of the file"),
    f"{PREFIX}TRACEBACK": Variable(
        "Set to anything, it lets the command line end with Python's traceback instead of a sentence.", "a sentence"
    ),
    f"{SMARTTHINGS}CLIENT_ID": Variable("The id of an OAuth-In app.", "has to be given as `client_id`"),
    f"{SMARTTHINGS}CLIENT_SECRET": Variable(
        "The secret of the app. Neither the log nor an error shows it.", "has to be given as `client_secret`"
    ),
    f"{SMARTTHINGS}REFRESH_TOKEN": Variable(
        "A refresh token of a consent to the app. It is used before an API key and a personal access token.",
        "the consents in the token store",
    ),
    f"{SMARTTHINGS}API_KEY": Variable(
        "The API key of an owner's service account. It is used before a personal access token.", "no service account"
    ),
    f"{SMARTTHINGS}API_KEY_EXPIRES": Variable(
        "When the API key expires, such as `2027-01-31`. An event announces it.", "nothing is announced"
    ),
    f"{SMARTTHINGS}TOKEN": Variable("A personal access token, which is valid for 24 hours.", "another way to log in"),
    f"{SMARTTHINGS}BASE_URL": Variable(
        "Scheme, host and path of the API, such as a sandbox's.",
        "`https://api.smartthings.com/v1`; with an API key `https://enterprise.smartthings.com`",
    ),
    f"{SMARTTHINGS}TOKEN_URL": Variable(
        "The token endpoint, absolute or below the base URL.",
        "`/oauth/token`; with an API key `/auth/serviceaccount/token`",
    ),
    f"{NEST}PROJECT_ID": Variable(
        "The id of the Device Access project, which is not the Google Cloud project.", "has to be given as `project_id`"
    ),
    f"{NEST}CLIENT_ID": Variable("The id of the OAuth client.", "has to be given as `client_id`"),
    f"{NEST}CLIENT_SECRET": Variable(
        "The secret of the OAuth client. Neither the log nor an error shows it.", "has to be given as `client_secret`"
    ),
    f"{NEST}REFRESH_TOKEN": Variable("A refresh token of a consent.", "the consent in the token store"),
    f"{NEST}BASE_URL": Variable(
        "Scheme and host of the API, such as a sandbox's.", "`https://smartdevicemanagement.googleapis.com`"
    ),
    f"{NEST}TOKEN_URL": Variable("The token endpoint.", "`https://www.googleapis.com/oauth2/v4/token`"),
    "COLUMNS": Variable(
        "How wide the command line's tables are.", "the terminal's width; 200 where the output goes into a pipe"
    ),
    "NO_PROXY": Variable(
        "Hosts that are reached without a proxy. The command line and the demo add this machine, where a sandbox is.",
        "no host",
    ),
    "no_proxy": Variable("The same in small letters, as some tools write it.", "no host"),
    "SSL_CERT_FILE": Variable(
        "A file with the certificates to trust. `verify=` of the client comes first. A file that does not exist raises "
        "`ConfigurationError`.",
        "those of the package certifi",
    ),
    "SSL_CERT_DIR": Variable(
        "A folder with the certificates to trust. `verify=` of the client comes first.",
        "those of the package certifi",
    ),
}
"""Every variable that our own code reads. An empty value of one of this package counts as none."""

BY_LIBRARIES: Final[Mapping[str, Variable]] = {
    "HTTPS_PROXY, HTTP_PROXY, ALL_PROXY": Variable(
        "The proxy to go through; in small letters as well. `proxy=` of the client comes first, and a `transport=` "
        "of your own uses neither.",
        "no proxy",
    ),
}
"""What httpx reads on our behalf."""

_LOOKS_LIKE_ONE: Final = re.compile(r"^[A-Za-z][A-Za-z_]*_[A-Za-z_]+$")


def variables_read(package: Path) -> dict[str, list[str]]:
    """Find every variable that a package reads, each with the modules that read it."""
    found: dict[str, set[str]] = {}
    for path in sorted(package.rglob("*.py")):
        if "_sync" in path.relative_to(package).parts:
            continue  # derived from _async, which is read
        module = path.relative_to(package.parent).as_posix()
        for name in _read_in(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(name, set()).add(module)
    return {name: sorted(modules) for name, modules in sorted(found.items())}


def problems(package: Path) -> list[str]:
    """List the variables that are read and not documented here, and the reverse."""
    read = variables_read(package)
    missing = [
        f"{name} is read in {', '.join(read[name])} and not documented." for name in read if name not in MEANINGS
    ]
    return missing + [f"{name} is documented, but nothing reads it." for name in MEANINGS if name not in read]


def environment_page(package: Path) -> str:
    """Write the page.

    Raises:
        ValueError: the code reads a variable that has no meaning here, or no longer reads one.
    """
    if wrong := problems(package):
        raise ValueError(f"{' '.join(wrong)} Fix MEANINGS in tools/site_pages/environment.py.")
    read = variables_read(package)
    is_ours = {name: name.startswith((PREFIX, SMARTTHINGS, NEST)) for name in MEANINGS}
    ours = [_section(name, told, read) for name, told in MEANINGS.items() if is_ours[name]]
    others = [_section(name, told, read) for name, told in MEANINGS.items() if not is_ours[name]]
    parts = [
        "# Environment variables",
        "An argument takes precedence over a variable; an empty variable counts as unset. A check keeps this list "
        "complete: the modules beside each variable were found in the code.",
        "`smartbuildings sandbox` prints the lines that set the first three for a sandbox, and "
        "`smartbuildings doctor` reports which of them it found.",
        "## Of this package",
        *ours,
        "## Of the terminal and the network",
        *others,
        "## Read by httpx",
        "The HTTP library reads these; [Proxies and TLS](../guides/network.md) describes how to use them.",
        *(_section(name, told, {}) for name, told in BY_LIBRARIES.items()),
    ]
    return made("\n\n".join(parts))


def _section(names: str, told: Variable, read: Mapping[str, list[str]]) -> str:
    """Describe one variable, or several that go together."""
    written, first = names.split(", "), names.partition(",")[0]
    lines = [
        f"### {', '.join(map(code, written))} {{ #{first} }}",
        "",
        told.meaning,
        "",
        f"- Not set: {told.when_unset}",
    ]
    if names in read:
        lines.append(f"- Read in: {', '.join(map(code, read[names]))}")
    return "\n".join(lines)


# --- what a module reads ----------------------------------------------------------------------------------------------


def _read_in(tree: ast.Module) -> Iterator[str]:
    constants = _constants(tree.body)
    for scope in [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))]:
        for node in _own(scope):
            prefix, argument = _looked_up(node)
            if argument is None:
                continue
            for name in _names(argument, constants, scope):
                if not (prefix and name.startswith(prefix)):
                    yield prefix + name


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """Give the nodes of a function, or of a module outside of its functions."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from _own(child)


def _looked_up(node: ast.AST) -> tuple[str, ast.expr | None]:
    """Give what a node looks up in the environment, and what is put before it."""
    if isinstance(node, ast.Call) and node.args:
        called = ast.unparse(node.func)
        reader = called.rpartition(".")[2]
        if reader in _READERS:
            return _READERS[reader], node.args[0]
        if called in {"os.environ.get", "os.getenv", "environ.get", "getenv"}:
            return "", node.args[0]
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) in {"os.environ", "environ"}:
        return "", node.slice
    if isinstance(node, ast.Compare) and ast.unparse(node.comparators[0]) in {"os.environ", "environ"}:
        return "", node.left
    return "", None


def _names(argument: ast.expr, constants: Mapping[str, str], scope: ast.AST) -> list[str]:
    if isinstance(argument, ast.Constant):
        return [str(argument.value)]
    if isinstance(argument, ast.Name) and argument.id in constants:
        return [constants[argument.id]]
    if any(isinstance(node, ast.arg) and node.arg in ast.unparse(argument) for node in ast.walk(scope)):
        return []  # the caller of this function names it
    # It goes through a list of names: those that the function writes out.
    texts = [node.value for node in ast.walk(scope) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [text for text in dict.fromkeys(texts) if _LOOKS_LIKE_ONE.match(text)]


def _constants(body: list[ast.stmt]) -> dict[str, str]:
    found = {}
    for node in body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        value = getattr(node, "value", None)
        if isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
            found[target.id] = value.value
    return found
