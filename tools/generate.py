"""Regenerate ``generated/`` from ``spec/``: read, overlay, validate, generate, swap, lock.

``python -m tools.generate`` rewrites ``generated/smartbuildings_api`` and ``spec/lock.toml``; ``--check`` writes
nothing and fails if that would change a byte; ``--spec ecobee-v1=FILE_OR_URL`` uses another document in place of the
committed one; ``--only ecobee-v1`` leaves the code of the other APIs as it is. The old tree stays until the new one is
whole.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tomllib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, Final

from openapi_spec_validator import OpenAPIV30SpecValidator

from tools.compare import differences, files_under
from tools.documents import DocumentError, canonical_json, check_openapi, read_document, to_yaml
from tools.generator import TEMPLATES, GeneratorError, check_versions, generate_package, operations, pinned_versions
from tools.generator.rejections import CORRECT_IT, SKIP, Rejection, one_line_each
from tools.overlay import OverlayError, apply_overlay

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = "smartbuildings_api"
COMMAND: Final = "python -m tools.generate"
_INIT: Final = '"""Code generated from descriptions of the vendors\' APIs, one package each. Do not edit."""\n'


class InvalidDocument(Exception):
    """The fixed document is still not valid OpenAPI."""


class Api:
    """One vendor API: its folder under ``spec/`` and the document to generate from."""

    def __init__(self, folder: Path, given: str | None = None) -> None:
        self.name = folder.name
        self.package = folder.name.replace("-", "_")
        self.committed = folder / "openapi.yaml"
        self.given = given
        self.document = read_document(given or self.committed)
        self.overlay = read_document(folder / "overlay.yaml")

    def fixed(self) -> dict[str, Any]:
        """Return the document with its defects cured: valid, complete, and what we ship."""
        return self._overlaid("fix")

    def simplified(self) -> dict[str, Any]:
        """Return the document that the code is generated from."""
        return self._overlaid("fix", "simplify")

    def _overlaid(self, *stages: str) -> dict[str, Any]:
        try:
            document = apply_overlay(self.document, self.overlay, stages)
        except OverlayError as error:
            given = self.given or "its document"
            raise OverlayError(f"spec/{self.name}/overlay.yaml does not fit {given}. {error}") from error
        _validate(document, f"{self.name} after its overlay (stages {', '.join(stages)})")
        return document


def _validate(document: Mapping[str, Any], name: str) -> None:
    check_openapi(document, name)
    try:
        wrong = [
            # The first line of a message says what is wrong, the others quote the schema of OpenAPI.
            Rejection(
                "/".join(map(str, error.absolute_path)) or "the document", error.message.partition("\n")[0], CORRECT_IT
            )
            for error in OpenAPIV30SpecValidator(document).iter_errors()
        ]
    except RecursionError:
        raise InvalidDocument(f"{name} is nested too deeply to be a description of an API.") from None
    if wrong:
        raise InvalidDocument(f"{name} is not valid OpenAPI:\n{one_line_each(wrong)}")


def build(apis: Sequence[Api], package: Path) -> None:
    """Write the whole tree for ``apis`` into ``package``, a folder that does not exist yet."""
    package.mkdir()
    (package / "__init__.py").write_text(_INIT, encoding="utf-8")
    (package / "py.typed").touch()
    for api in apis:
        fixed, simplified = api.fixed(), api.simplified()
        try:
            generate_package(simplified, package / api.package)
        except GeneratorError as error:
            raise GeneratorError(f"{api.name} cannot be generated:\n{error}") from error
        (package / api.package / "openapi.json").write_text(canonical_json(fixed), encoding="utf-8")
        skipped = [operation["operationId"] for _, _, operation in operations(fixed) if SKIP in operation]
        told = f", {len(skipped)} of them skipped: {', '.join(sorted(skipped))}" if skipped else ""
        print(f"{api.name}: {len(list(operations(fixed)))} operations{told}")


def keep_others(root: Path, only: str, package: Path) -> dict[str, Mapping[str, str]]:
    """Copy the code of all APIs but one as it is; return what the lock file says about each."""
    path = root / "spec" / "lock.toml"
    sections = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept: dict[str, Mapping[str, str]] = {}
    for name, section in sections.items():
        code = root / "generated" / PACKAGE / name.replace("-", "_")
        if name not in (only, "tools", "output") and code.is_dir():
            shutil.copytree(code, package / code.name, ignore=shutil.ignore_patterns("__pycache__"))
            kept[name] = section
    return kept


def lock(
    apis: Sequence[Api],
    package: Path,
    pins: Mapping[str, str],
    kept: Collection[Path] = (),
    others: Mapping[str, Mapping[str, str]] | None = None,
) -> str:
    """Say in TOML what went in and what came out. Documents are hashed by content, whatever their layout."""
    lines = [f"# Written by `{COMMAND}`; do not edit. Each hash is a SHA-256; documents are hashed as canonical JSON."]
    lines += ["", "[tools]", *(f'{name} = "{pin}"' for name, pin in sorted(pins.items()))]
    lines += [f'templates = "{_tree_hash(TEMPLATES)}"']
    sections = dict(others or {})
    for api in apis:
        source = "given with --spec" if api.given and api.committed not in kept else f"spec/{api.name}/openapi.yaml"
        document, overlay = _hash(canonical_json(api.document)), _hash(canonical_json(api.overlay))
        sections[api.name] = {"source": source, "document": document, "overlay": overlay}
    for name, section in sorted(sections.items()):
        lines += ["", f"[{name}]", *(f'{key} = "{value}"' for key, value in section.items())]
    lines += ["", "[output]", f"files = {len(files_under(package))}", f'tree = "{_tree_hash(package)}"']
    return "\n".join(lines) + "\n"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _tree_hash(folder: Path) -> str:
    files = sorted(files_under(folder).items())
    return _hash("".join(f"{name}\0{hashlib.sha256(data).hexdigest()}\n" for name, data in files))


def swap(new: Path, current: Path) -> None:
    """Put the tree ``new`` in the place of ``current``; whatever interrupts this, one whole tree stands there."""
    recover(current)
    staging = Path(mkdtemp(prefix=".swap-", dir=current.parent))
    try:
        shutil.copytree(new, staging / "new")  # the slow part, next to its place: the rest is renaming
        if current.exists():
            current.rename(staging / "old")
        (staging / "new").rename(current)
    except BaseException:
        if not current.exists() and (staging / "old").exists():
            (staging / "old").rename(current)
        raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def recover(current: Path) -> None:
    """Undo what a swap that was killed between its two renames has left; does nothing otherwise."""
    for staging in sorted(current.parent.glob(".swap-*")):
        if not current.exists() and (staging / "old").exists():
            (staging / "old").rename(current)
        shutil.rmtree(staging, ignore_errors=True)


def main(arguments: Sequence[str] | None = None, *, root: Path = ROOT) -> int:
    """Run the command line; see the module."""
    options = _parser().parse_args(arguments)
    try:
        given = dict(_given(text) for text in options.spec)
        folders = sorted(path.parent for path in (root / "spec").glob("*/openapi.yaml"))
        if unknown := {*given, *([options.only] if options.only else [])} - {folder.name for folder in folders}:
            known = ", ".join(folder.name for folder in folders)
            raise DocumentError(f"There is no spec/{sorted(unknown)[0]}; the documents are {known}.")
        pins = pinned_versions(root / "pyproject.toml")
        check_versions(pins)
        apis = [Api(each, given.get(each.name)) for each in folders if options.only in (None, each.name)]
        with TemporaryDirectory() as folder:
            package = Path(folder) / PACKAGE
            build(apis, package)
            others = keep_others(root, options.only, package) if options.only else None
            kept = {api.committed: to_yaml(api.document) for api in apis if api.given and options.keep}
            text = lock(apis, package, pins, kept, others)
            return _compare(root, package, text) if options.check else _install(root, package, text, kept)
    except (DocumentError, OverlayError, InvalidDocument, GeneratorError) as error:
        print(f"{error}\nNothing was changed.", file=sys.stderr)
        return 1


def _compare(root: Path, package: Path, text: str) -> int:
    old = {f"generated/{PACKAGE}/{name}": data for name, data in files_under(root / "generated" / PACKAGE).items()}
    new = {f"generated/{PACKAGE}/{name}": data for name, data in files_under(package).items()}
    lock_file = root / "spec" / "lock.toml"
    if lock_file.exists():
        old["spec/lock.toml"] = lock_file.read_bytes().replace(b"\r\n", b"\n")
    new["spec/lock.toml"] = text.encode()
    told = differences(old, new)
    if told:
        print("\n".join(told), file=sys.stderr)
        print(f"{len(told)} files are not what spec/ and tools/templates give. Run: {COMMAND}", file=sys.stderr)
        return 1
    print(f"generated/{PACKAGE} and spec/lock.toml are up to date ({len(new)} files)")
    return 0


def _install(root: Path, package: Path, text: str, kept: Mapping[Path, str]) -> int:
    swap(package, root / "generated" / PACKAGE)
    for path, document in kept.items():
        _replace(path, document)
    _replace(root / "spec" / "lock.toml", text)
    print(f"generated/{PACKAGE}: {len(files_under(package))} files")
    return 0


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def _given(text: str) -> tuple[str, str]:
    name, separator, source = text.partition("=")
    if not (name and separator and source):
        raise DocumentError(f"--spec {text}: write it as NAME=FILE or NAME=URL, for example ecobee-v1=openapi.json")
    return name, source


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=COMMAND, description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if anything would change")
    parser.add_argument(
        "--spec",
        action="append",
        default=[],
        metavar="NAME=FILE_OR_URL",
        help="use this JSON or YAML document for spec/NAME; may be repeated",
    )
    parser.add_argument("--only", metavar="NAME", help="generate the code of this API, and leave that of the others")
    parser.add_argument("--keep", action="store_true", help="also write the documents given with --spec into spec/")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
