"""The error catalogue: the tree as it is in the code, and each error as it was raised when the page was built."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

import attrs

from smartbuildings import errors
from smartbuildings.cli.exit_codes import exit_code
from smartbuildings.errors import RequestFacts, SmartBuildingsError
from tools.site_pages.markdown import code, made, plain, sub_heading, table
from tools.site_pages.provoke import Provoked, provoke_all

__all__ = ["ADVICE", "error_catalogue", "error_classes"]


@attrs.frozen
class Advice:
    """What a caller does about an error."""

    text: str
    is_worth_repeating: str
    """Whether sending the same again can help."""


_NEVER: Final = "no"

ADVICE: Final[Mapping[str, Advice]] = {
    "SmartBuildingsError": Advice(
        "Catch it where a program has one place for everything that can go wrong here. Its `request` shows what was "
        "sent, how often, and nothing secret.",
        "see its class",
    ),
    "ConfigurationError": Advice(
        "Correct the setting that the message names. `smartbuildings doctor` checks all of them in one go.", _NEVER
    ),
    "InvalidRequest": Advice(
        "Correct the value; `field` names the argument. Nothing was sent. It is a `ValueError` too, so forms that "
        "catch those show its sentence.",
        _NEVER,
    ),
    "NotSupported": Advice("Use the API version that the message names, or do without. Nothing was sent.", _NEVER),
    "TokenError": Advice(
        "The token store failed, the token URL is wrong or redirected, or the response contains no token: the message "
        "names the cause.",
        "yes, where a store failed for a moment",
    ),
    "TokenRefused": Advice(
        "Check client id and client secret against what the vendor issued. Corrected ones work at once. Rejected ones "
        "are remembered for some minutes: if the vendor has enabled them since, call `discard_token`.",
        _NEVER,
    ),
    "ConsentNeeded": Advice(
        "Send the user to `authorize_url`, and make the client with the new code. `cause` says what happened to the "
        "old consent. It is remembered for some minutes; a new code works at once.",
        _NEVER,
    ),
    "FreshTokenRejected": Advice(
        "Report it to the vendor: a clock there is probably wrong. Other credentials would not help. Calls keep trying "
        "the last token, so that a recovered server is noticed at once.",
        "after `retry_after` seconds",
    ),
    "TokenQuotaExceeded": Advice(
        "Keep one client instead of making one for each call, and let processes share a token store. Tokens in use "
        "keep working.",
        "after `retry_after` seconds",
    ),
    "ConnectionFailed": Advice(
        "Check the network, the proxy and the base URL. Nothing was changed: what was lost was a read, or it was never "
        "sent.",
        "yes",
    ),
    "DeadlineExceeded": Advice(
        "Call again later, or give the call longer: `with sb.options(deadline_s=300):`.",
        "yes",
    ),
    "OutcomeUnknown": Advice(
        "Read the state. `applied` is `False` where it was read back and does not show the change, and `None` where "
        "it could not be read. Send the write again only when you have seen that it is not there.",
        "after reading the state",
    ),
    "PartlyFailed": Advice(
        "`done` has the ids that were changed, `failed` those that were not, each with its own error: go on with "
        "those.",
        "for the ids in `failed`, as their errors say",
    ),
    "CrossOriginError": Advice(
        "Nothing was sent and the token is safe. Where you trust the other host, make a client for it.",
        _NEVER,
    ),
    "UnreadableResponse": Advice(
        "The base URL may lead to a portal or proxy that answers in the API's place. Where the message shows JSON "
        "that was cut, ask again. After a write, read the state: it may have taken effect.",
        "reads, yes",
    ),
    "ResponseTooLarge": Advice(
        "Give the client a larger `max_response_bytes` if the API really sends that much; else look for a proxy that "
        "changes responses. After a write, read the state.",
        _NEVER,
    ),
    "StatusError": Advice("Look at `status` and `body`: it is one that has no class of its own here.", "perhaps"),
    "Rejected": Advice(
        "See `fields`: the API's complaint for each field. Catch it for the two below it as well; it is raised itself "
        "for a 2xx response whose body says `fail`.",
        _NEVER,
    ),
    "BadRequest": Advice(
        "Correct the fields in `fields`. Our own checks let it pass, so the API knows a rule that we do not.", _NEVER
    ),
    "Unprocessable": Advice("Correct the fields in `fields`, or change the state that forbids it.", _NEVER),
    "PreconditionFailed": Advice(
        "Read the status, and decide anew: the state does not allow the value now. `fields` names the argument.",
        "after reading",
    ),
    "Unauthorized": Advice(
        "An expired token is replaced automatically, so the token was revoked, or is of another environment. Discard "
        "it once (`discard_token`, or `smartbuildings token --discard`), and check the credentials.",
        _NEVER,
    ),
    "PermissionDenied": Advice(
        "Ask the vendor for the scope, or ask for it with `scope=`; the coverage table shows which one each operation "
        "needs. Or the object belongs to another account.",
        _NEVER,
    ),
    "NotFound": Advice(
        "Check the id, and that these credentials see the object: a thermostat that was unregistered is gone at once.",
        _NEVER,
    ),
    "Conflict": Advice("Read the object, and decide anew: its state does not allow the change now.", "after reading"),
    "RateLimited": Advice(
        "Call less often, share a quota between processes, or give the call a longer deadline. If `was_sent` is "
        "false, this client knew that the quota is spent and did not send.",
        "after `retry_after` seconds",
    ),
    "ServerError": Advice(
        "It was already retried where that is safe. Try later; `body` has the beginning of the response.",
        "yes, later",
    ),
}
"""What to do about each class. The build fails if a class is missing here."""

_NEVER_RAISED: Final[Mapping[str, str]] = {
    "SmartBuildingsError": "It is a base to catch; nothing raises it itself.",
}


def error_classes() -> list[type[SmartBuildingsError]]:
    """Give every class of the tree, each before those below it, in the order of the source."""
    return list(_below(SmartBuildingsError))


def _below(owner: type[SmartBuildingsError]) -> Iterator[type[SmartBuildingsError]]:
    yield owner
    for child in owner.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from _below(child)


def error_catalogue() -> str:
    """Write the page; each error is provoked against the sandbox on the way.

    Raises:
        ValueError: a class has no advice here, or is neither raised nor a mere base.
    """
    classes, provoked = error_classes(), provoke_all()
    for each in classes:
        if each.__name__ not in ADVICE or (each not in provoked and each.__name__ not in _NEVER_RAISED):
            raise ValueError(f"{each.__name__} is missing in tools/site_pages/error_catalogue.py or provoke.py.")
    return made("\n".join(_parts(classes, provoked)))


def _parts(
    classes: list[type[SmartBuildingsError]], provoked: Mapping[type[SmartBuildingsError], Provoked]
) -> Iterator[str]:
    yield "# The error catalogue\n"
    yield (
        "Every error, when it is raised and what to do about it. The messages below were not written for this page: "
        "each error was raised by the lines beside it, against the sandbox, when the page was built. "
        "[Errors](errors.md) has the same classes as reference, and [the guide](../guides/errors.md) shows how to "
        "handle them in a program.\n"
    )
    yield "## The tree\n"
    yield f"```text\n{_tree()}\n```\n"
    yield "## At a glance\n"
    yield table(
        ["error", "when", "same again?", "exit code of the command line"],
        [
            [
                f"[{each.__name__}](#{each.__name__})",
                _first_sentence(each),
                ADVICE[each.__name__].is_worth_repeating,
                str(int(_exit_code(each))),
            ]
            for each in classes
        ],
    )
    yield "[The command line](command-line.md#exit-codes) has the exit codes in words.\n"
    yield "## Each error\n"
    for each in classes:
        yield from _section(each, provoked.get(each))
    yield "## Facts about a failed request { #RequestFacts }\n"
    yield f"{_prose(RequestFacts)} It is the attribute `request` of every error, where a request was made.\n"
    yield _attribute_table(RequestFacts)


def _section(each: type[SmartBuildingsError], provoked: Provoked | None) -> Iterator[str]:
    name = each.__name__
    bases = [base for base in each.__bases__ if base is not Exception]
    below = ", ".join(
        f"[{base.__name__}](#{base.__name__})" if base in error_classes() else code(base.__name__) for base in bases
    )
    yield f"### {name} {{ #{name} }}\n"
    yield f"{_prose(each)}\n"
    yield f"**What to do:** {ADVICE[name].text}\n"
    facts = [f"Same again? {ADVICE[name].is_worth_repeating.capitalize()}."]
    if below:
        facts.append(f"Base: {below}.")
    facts.append(f"Exit code: {int(_exit_code(each))}.")
    yield " ".join(facts) + "\n"
    own = _attribute_table(each)
    if own:
        yield sub_heading("Attributes", f"{name}-attributes") + "\n" + own
    yield sub_heading("As it was raised", f"{name}-raised")
    if provoked is None:
        yield f"{_NEVER_RAISED[name]}\n"
        return
    if provoked.fault:
        yield f"Fault set in the sandbox: {provoked.fault}.\n"
    yield f"```py\n{provoked.code}\n```\n"
    yield from _shown(provoked.error)


def _shown(error: SmartBuildingsError) -> Iterator[str]:
    """Quote what was raised: as prose, because a line this long would leave a small screen."""
    yield f"> **{type(error).__name__}:** {plain(str(error)).replace('*', chr(92) + '*')}\n"
    names = dict.fromkeys(name for each in type(error).__mro__ for name, _ in _attributes(each))
    yield "".join(f"- `{name}`: {code(_value(getattr(error, name)))}\n" for name in names)


def _value(value: object) -> str:
    if isinstance(value, RequestFacts):
        return str(value)
    if isinstance(value, dict) and value and isinstance(next(iter(value.values())), Exception):
        shown = ", ".join(f"{key!r}: {type(each).__name__}(...)" for key, each in list(value.items())[:2])
        return f"{{{shown}, and {len(value) - 2} more}}" if len(value) > 2 else f"{{{shown}}}"
    if isinstance(value, tuple) and len(value) > 2:
        return f"({', '.join(map(repr, value[:2]))}, and {len(value) - 2} more)"
    if isinstance(value, float):
        return f"{value:g}"
    return repr(value) if len(repr(value)) < 90 else f"{repr(value)[:86]}..."


# --- from the source --------------------------------------------------------------------------------------------------


def _tree() -> str:
    """Draw the tree by names; the table after it has the words, which a phone has no room for here."""
    lines: list[str] = []

    def draw(owner: type[SmartBuildingsError], before: str, stem: str) -> None:
        lines.append(before + owner.__name__)
        children = [each for each in owner.__subclasses__() if each.__module__ == errors.__name__]
        for child in children:
            is_last = child is children[-1]
            draw(child, stem + ("└── " if is_last else "├── "), stem + ("    " if is_last else "│   "))

    draw(SmartBuildingsError, "", "")
    return "\n".join(lines)


def _first_sentence(owner: type) -> str:
    return " ".join(inspect.cleandoc(owner.__doc__ or "").partition("\n\n")[0].split()).partition(". ")[0].rstrip(".")


def _prose(owner: type) -> str:
    return plain(" ".join(inspect.cleandoc(owner.__doc__ or "").split())).replace("``", "`")


def _exit_code(each: type[SmartBuildingsError]) -> int:
    return exit_code(each("shown"))


def _attribute_table(owner: type) -> str:
    rows = [[code(name), meaning] for name, meaning in _attributes(owner)]
    return table(["attribute", "meaning"], rows) if rows else ""


def _attributes(owner: type) -> list[tuple[str, str]]:
    """Give the attributes that a class documents by the texts under them."""
    if owner.__module__ != errors.__name__:
        return []
    body = _class_body(owner.__name__)
    found = []
    for node, follows in pairwise(body):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(follows, ast.Expr)
            and isinstance(follows.value, ast.Constant)
        ):
            meaning = " ".join(str(follows.value.value).replace("``", "`").split())
            found.append((node.target.id, plain(meaning)))
    return found


def _class_body(name: str) -> list[ast.stmt]:
    tree = ast.parse(inspect.getsource(errors))
    return next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)
