"""Whether every public name is documented: ``python -m tools.site_pages.public_names [site/objects.inv]``.

A name is public if a public module exports it, if it is a member of a public class without an underscore, or if it is a
class of ours that such a member gives or is. Each needs a docstring, and a place on the built site: ``objects.inv``,
which the site's build writes, lists every name that a page describes. Without that file only docstrings are checked.
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import griffe

from tools.site_pages.docstrings import loaded

__all__ = ["MODULES", "PublicName", "documented_names", "public_names", "undocumented"]

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGE: Final = "smartbuildings"
MODULES: Final = (
    *(
        "smartbuildings",
        "smartbuildings.credentials",
        "smartbuildings.ecobee",
        "smartbuildings.ecobee.enums",
        "smartbuildings.errors",
    ),
    *("smartbuildings.events", "smartbuildings.ecobee.models", "smartbuildings.quota", "smartbuildings.retry"),
    *("smartbuildings.nest", "smartbuildings.nest.enums", "smartbuildings.nest.models"),
    *("smartbuildings.portfolio", "smartbuildings.testing.conformance"),
    *("smartbuildings.protocols", "smartbuildings.tokens", "smartbuildings.units", "smartbuildings.values"),
    "smartbuildings.vendor",
    *("smartbuildings.sandbox", "smartbuildings.sandbox.pytest_plugin"),
    *("smartbuildings.smartthings", "smartbuildings.smartthings.enums", "smartbuildings.smartthings.models"),
)
"""The modules that people import from."""
_ENUMS: Final = frozenset({"OpenEnum", "OpenInt"})
_HEADER_LINES: Final = 4
"""Of an inventory, before its compressed part (the format of Sphinx, version 2)."""


@attrs.frozen
class PublicName:
    """One public name."""

    name: str
    """As people write it: ``smartbuildings.ecobee.Thermostat.hold``."""
    paths: frozenset[str]
    """Every path that leads to the same thing."""
    is_explained: bool
    """Whether it has a docstring."""


def public_names(root: Path = ROOT) -> list[PublicName]:
    """List every public name of the package, each thing once."""
    found: dict[str, PublicName] = {}
    loader = loaded(root)
    waiting = [
        (f"{module}.{name}", loader.modules_collection[module][name])
        for module in MODULES
        for name in loader.modules_collection[module].exports or ()
    ]
    while waiting:
        name, item = waiting.pop(0)
        thing = _final(item, loader)
        if thing is None or thing.canonical_path in found or thing.is_module:
            continue
        made = _public(name, thing)
        found[thing.canonical_path] = made
        if thing.is_class:
            members = _members_of(thing)
            found |= {f"{thing.canonical_path}.{each.name}": _member(made, thing, each) for each in members}
            waiting += [(other.canonical_path, other) for other in _given(members, loader)]
    return sorted(found.values(), key=lambda each: each.name)


def documented_names(inventory: Path) -> frozenset[str]:
    """Read every name that the site describes."""
    data = inventory.read_bytes()
    for _ in range(_HEADER_LINES):
        _, _, data = data.partition(b"\n")
    return frozenset(line.split(" ", 1)[0] for line in zlib.decompress(data).decode().splitlines())


def undocumented(inventory: Path | None = None, root: Path = ROOT) -> list[str]:
    """Tell what is missing, in a sentence each."""
    names = public_names(root)
    problems = [f"{each.name} has no docstring." for each in names if not each.is_explained]
    if inventory is not None:
        told = documented_names(inventory)
        problems += [f"{each.name} is on no page of the site." for each in names if not each.paths & told]
    return problems


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.site_pages.public_names", description="Check that every public name is documented."
    )
    parser.add_argument("inventory", nargs="?", type=Path, help="objects.inv of the built site")
    options = parser.parse_args(arguments)
    problems = undocumented(options.inventory)
    for sentence in problems:
        print(sentence, file=sys.stderr)
    if not problems:
        where = "has a docstring" if options.inventory is None else "has a docstring and is on a page"
        print(f"Each of the {len(public_names())} public names {where}.")
    return 1 if problems else 0


# --- from the source --------------------------------------------------------------------------------------------------


def _final(item: Any, loader: griffe.GriffeLoader) -> Any:
    """Follow a name to where the thing is defined; None where that is not of ours."""
    if not item.is_alias:
        return item
    try:
        return item.final_target
    except griffe.AliasResolutionError:
        return None


def _public(name: str, thing: Any) -> PublicName:
    return PublicName(name, frozenset({name, thing.canonical_path, thing.path}), thing.docstring is not None)


def _member(owner: PublicName, thing: Any, member: Any) -> PublicName:
    final = member.final_target if member.is_alias else member
    paths = {f"{path}.{member.name}" for path in owner.paths} | {final.canonical_path}
    name, is_explained = f"{owner.name}.{member.name}", member.docstring is not None
    if not is_explained and (_is_explained_by(thing, member.name) or _is_a_named_value(thing, member)):
        # It has no place of its own: it stands where its class does.
        return PublicName(name, frozenset(paths | owner.paths), is_explained=True)
    return PublicName(name, frozenset(paths), is_explained or _is_overriding(thing, member.name))


def _is_overriding(thing: Any, name: str) -> bool:
    """Tell whether a class inherits the explanation of a member that it defines anew."""
    return any(name in base.members and base.members[name].docstring is not None for base in thing.mro())


def _is_explained_by(thing: Any, name: str) -> bool:
    """Tell whether the class's own text explains a member: as an argument, as an attribute, or in a sentence."""
    told = "" if thing.docstring is None else thing.docstring.value
    return re.search(rf"(?m)^\s+{name}: |``{name}``", told) is not None


def _is_a_named_value(thing: Any, member: Any) -> bool:
    """Tell whether a member is a value of an enumeration: the vendor's own word, which the page shows with its name."""
    return bool(member.is_attribute and member.name.isupper() and any(base.name in _ENUMS for base in thing.mro()))


def _members_of(thing: Any) -> list[Any]:
    return [
        member
        for name, member in thing.all_members.items()
        if not name.startswith("_") and not member.is_module and _is_ours(member)
    ]


def _is_ours(member: Any) -> bool:
    try:
        return str(member.canonical_path).startswith(f"{PACKAGE}.")
    except griffe.AliasResolutionError:
        return False


def _given(members: Sequence[Any], loader: griffe.GriffeLoader) -> Iterator[Any]:
    """Give the classes of ours that members are, or return."""
    for member in members:
        final = member.final_target if member.is_alias else member
        annotation = final.returns if final.is_function else getattr(final, "annotation", None)
        if annotation is None or isinstance(annotation, str):
            continue
        for each in annotation.iterate(flat=True):
            if isinstance(each, griffe.ExprName) and each.canonical_path.startswith(f"{PACKAGE}."):
                try:
                    item = _final(loader.modules_collection[each.canonical_path], loader)
                except (KeyError, griffe.AliasResolutionError):
                    continue
                if item is not None and item.is_class and not item.name.startswith("_"):
                    yield item


if __name__ == "__main__":
    sys.exit(main())
