from __future__ import annotations

import ast
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tools import generate, generator
from tools.compare import files_under
from tools.documents import read_document
from tools.generate import ROOT, main, recover, swap
from tools.generator import POST_HOOKS, GeneratorError, check_versions, pinned_versions

GENERATED = Path("generated") / "smartbuildings_api"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def everything(root: Path) -> dict[str, bytes]:
    return files_under(root)


def test_generating_twice_gives_the_same_bytes_and_check_agrees(small_root: Path) -> None:
    assert main([], root=small_root) == 0
    first = everything(small_root)
    assert main([], root=small_root) == 0
    assert everything(small_root) == first
    assert main(["--check"], root=small_root) == 0
    assert {"generated/smartbuildings_api/py.typed", "generated/smartbuildings_api/__init__.py"} <= first.keys()


def test_check_names_each_difference_and_the_command_and_writes_nothing(
    generated_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = generated_root / GENERATED / "small_v1"
    (package / "client.py").unlink()
    (package / "leftover.py").touch()
    edit(package / "types.py", "UNSET: Final", "UNSET: object")
    before = everything(generated_root)
    assert main(["--check"], root=generated_root) == 1
    told = capsys.readouterr().err
    assert "small_v1/client.py: is missing" in told
    assert "small_v1/leftover.py: is there and should not be" in told
    assert "small_v1/types.py: differs" in told
    assert "+UNSET: Final = Unset.UNSET" in told
    assert "3 files are not what spec/ and tools/templates give. Run: python -m tools.generate" in told
    assert everything(generated_root) == before


def test_check_sees_that_an_overlay_changed_without_changing_the_code(generated_root: Path) -> None:
    edit(generated_root / "spec/small-v1/overlay.yaml", "Names do have capitals", "Names have capitals")
    assert main(["--check"], root=generated_root) == 1


def test_the_shipped_document_is_mended_but_not_simplified(generated_root: Path) -> None:
    text = (generated_root / GENERATED / "small_v1" / "openapi.json").read_text(encoding="utf-8")
    document = json.loads(text)
    assert document["components"]["schemas"]["problem"]["properties"]["message"] == {"type": "string"}
    assert "404" in document["paths"]["/lamps/{lampId}"]["get"]["responses"]
    assert "\n" not in text[:-1]


def test_the_lock_names_what_went_in_and_what_came_out(generated_root: Path) -> None:
    lock = tomllib.loads((generated_root / "spec" / "lock.toml").read_text(encoding="utf-8"))
    assert lock["tools"].keys() == {"openapi-python-client", "ruff", "templates"}
    assert lock["small-v1"]["source"] == "spec/small-v1/openapi.yaml"
    assert lock["output"]["files"] == len(files_under(generated_root / GENERATED))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("overlay.yaml", "properties.name.pattern", "properties.nam.pattern", "Action 1 .Names do .* matches nothing"),
        ("openapi.yaml", "/schemas/lamp'", "/schemas/lump'", "not valid OpenAPI"),
        ("openapi.yaml", "'#/components/schemas/lamp'", "other.yaml", "refers to other.yaml"),
        ("openapi.yaml", "200:\n          description: The lamp.", "404:\n          description: No.", "twice"),
        ("openapi.yaml", "  /lamps/{lampId}:", "  /lamps/{lampId}: &anchor", "anchors"),
        ("openapi.yaml", "operationId: removeLamp\n", "description: No name.\n", "no operationId"),
    ],
)
def test_whatever_is_wrong_is_told_in_a_sentence_and_changes_nothing(
    small_root: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, told: str
) -> None:
    edit(small_root / "spec/small-v1" / file, old, new)
    before = everything(small_root)
    assert main([], root=small_root) == 1
    error = capsys.readouterr().err
    assert re.search(told, error), error
    assert error.endswith("Nothing was changed.\n")
    assert everything(small_root) == before


def test_an_unknown_name_lists_the_known_ones(small_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--spec", "large-v1=x.json"], root=small_root) == 1
    assert "There is no spec/large-v1; the documents are small-v1." in capsys.readouterr().err
    assert main(["--spec", "small-v1"], root=small_root) == 1
    assert "write it as NAME=FILE" in capsys.readouterr().err


def other_document(root: Path) -> Path:
    """Write the small document as JSON with one more field, to be given with --spec."""
    document = read_document(root / "spec/small-v1/openapi.yaml")
    document["components"]["schemas"]["token"]["properties"]["scope"] = {"type": "string"}
    path = root / "other.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_another_document_leaves_the_committed_one_alone(small_root: Path) -> None:
    committed = small_root / "spec/small-v1/openapi.yaml"
    before = committed.read_bytes()
    assert main(["--spec", f"small-v1={other_document(small_root)}"], root=small_root) == 0
    assert "scope" in (small_root / GENERATED / "small_v1/models/token.py").read_text(encoding="utf-8")
    assert committed.read_bytes() == before
    lock = tomllib.loads((small_root / "spec" / "lock.toml").read_text(encoding="utf-8"))
    assert lock["small-v1"]["source"] == "given with --spec"
    assert main(["--check"], root=small_root) == 1, "the committed document gives other code"


def test_another_document_takes_the_place_of_the_committed_one_when_told_so(small_root: Path) -> None:
    other = other_document(small_root)
    assert main(["--keep", "--spec", f"small-v1={other}"], root=small_root) == 0
    assert read_document(small_root / "spec/small-v1/openapi.yaml") == read_document(other)
    assert main(["--check"], root=small_root) == 0


def scrambled(value: Any, chance: random.Random) -> Any:
    """Return the same structure with its keys in another order and other prose."""
    if isinstance(value, list):
        return [scrambled(item, chance) for item in value]
    if not isinstance(value, dict):
        return value
    items = list(value.items())
    chance.shuffle(items)
    prose = {"description", "summary"}
    return {key: f"Prose {chance.random()}." if key in prose and isinstance(item, str) else scrambled(item, chance)
            for key, item in items}  # fmt: skip


def shape(source: bytes) -> list[str]:
    """Return what a module defines, without prose and whatever the order of its fields and arguments."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and ast.get_docstring(
            node
        ):
            del node.body[0]
    return sorted(" ".join(sorted(re.findall(r"\w+|\S", line))) for line in ast.unparse(tree).splitlines())


def test_the_committed_overlay_fits_the_vendors_own_json_document(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "spec" / "ecobee-v1", tmp_path / "spec" / "ecobee-v1")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "generated").mkdir()
    expected = files_under(ROOT / GENERATED / "ecobee_v1")
    document = scrambled(read_document(tmp_path / "spec/ecobee-v1/openapi.yaml"), random.Random(7))
    document["info"] |= {"title": "Another title", "contact": {"name": "Somebody"}}
    (tmp_path / "vendor.json").write_text(json.dumps(document, indent=1), encoding="utf-8")
    assert main(["--spec", f"ecobee-v1={tmp_path / 'vendor.json'}"], root=tmp_path) == 0
    got = files_under(tmp_path / GENERATED / "ecobee_v1")
    assert got.keys() == expected.keys()
    assert "client.py" in expected
    for name in [name for name in expected if name.endswith(".py")]:
        assert shape(got[name]) == shape(expected[name]), name


def test_other_versions_of_the_tools_are_refused_with_the_command_that_cures_it() -> None:
    pins = pinned_versions(ROOT / "pyproject.toml")
    check_versions(pins)
    with pytest.raises(GeneratorError, match=r"Run: pip install ruff==0\.0\.1"):
        check_versions(pins | {"ruff": "0.0.1"})


def test_a_gitignore_above_the_temporary_folder_does_not_stop_the_formatting(
    generated_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = files_under(generated_root / GENERATED)
    folder = generated_root / ".nox" / "tmp"
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(generated_root)], check=True)
    (generated_root / ".gitignore").write_text("*\n")
    (generated_root / "ruff.toml").write_text("line-length = 60\n")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    main([], root=generated_root)
    assert files_under(generated_root / GENERATED) == expected
    assert all("--isolated" in hook for hook in POST_HOOKS)


def tree(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "file").write_text(text)
    return folder


class Interrupted(BaseException):
    """Stands for Ctrl-C."""


@pytest.mark.parametrize("rename", [1, 2])
def test_an_interruption_of_the_swap_leaves_the_old_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rename: int
) -> None:
    current, new = tree(tmp_path / "generated/current", "old"), tree(tmp_path / "new", "new")
    calls = iter(range(1, 10))
    original = Path.rename

    def interrupt(self: Path, target: Path) -> Path:
        if next(calls) == rename:
            raise Interrupted
        return original(self, target)

    monkeypatch.setattr(Path, "rename", interrupt)
    with pytest.raises(Interrupted):
        swap(new, current)
    assert (current / "file").read_text() == "old"
    assert [path.name for path in current.parent.iterdir()] == ["current"]


def test_a_swap_that_was_killed_between_its_renames_is_undone_by_the_next_run(tmp_path: Path) -> None:
    current = tmp_path / "generated" / "current"
    tree(tmp_path / "generated/.swap-x/old", "old")
    tree(tmp_path / "generated/.swap-x/new", "new")
    recover(current)
    assert (current / "file").read_text() == "old"
    swap(tree(tmp_path / "newer", "newer"), current)
    assert (current / "file").read_text() == "newer"
    assert [path.name for path in current.parent.iterdir()] == ["current"]


STOP_AT = """
import sys, time
from pathlib import Path
from tools import generate

def stop(*arguments, **named):
    print("here", flush=True)
    time.sleep(60)

setattr(generate, sys.argv[2], stop)
sys.exit(generate.main([], root=Path(sys.argv[1])))
"""


@pytest.mark.parametrize("step", ["build", "lock", "_install"])
def test_ctrl_c_in_the_middle_leaves_everything_as_it_was(generated_root: Path, step: str) -> None:
    edit(generated_root / "spec/small-v1/openapi.yaml", "expires_in", "lasts")
    before = everything(generated_root)
    command = [sys.executable, "-c", STOP_AT, str(generated_root), step]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        while process.stdout.readline() != b"here\n":
            assert process.poll() is None

        process.send_signal(signal.SIGINT)

        assert process.wait(timeout=30) != 0
    assert everything(generated_root) == before


def test_what_the_generator_dropped_is_noticed(small_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = generator._run

    def run_and_drop(work: Path) -> dict[str, Any]:
        report = run(work)
        (work / "package/api/lamps/get_lamp.py").unlink()
        (work / "package/models/state.py").unlink()
        return report

    monkeypatch.setattr(generator, "_run", run_and_drop)
    document = generate.Api(small_root / "spec/small-v1").simplified()
    with pytest.raises(GeneratorError) as caught:
        generator.generate_package(document, small_root / "package")
    told = str(caught.value)
    assert "getLamp (GET /lamps/{lampId}): the generator wrote no module for it." in told
    assert "models/lamp_data.py: it needs models/state.py, which the generator did not write." in told


def test_every_fault_of_an_invalid_document_is_listed(small_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = small_root / "spec/small-v1/openapi.yaml"
    edit(document, "expires_in: {type: integer}", "expires_in: {type: whole}")
    edit(document, "204: {description: It is gone.}", "204: {}")
    assert main([], root=small_root) == 1
    _, *wrong, last = capsys.readouterr().err.splitlines()
    assert last == "Nothing was changed."
    places = {line.partition(": ")[0] for line in wrong}
    assert {"paths//lamps/{lampId}/delete/responses/204", "properties/expires_in/type"} <= places, wrong
    assert all(re.match(r"\S+: .*\. Correct it in the overlay\.$", line) for line in wrong), wrong


def test_an_overlay_skips_an_operation(small_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    action = """
  - target: $.paths.*[?@.operationId == 'removeLamp']
    description: Removing a lamp is not for us.
    update: {x-smartbuildings-skip: Lamps are removed by hand.}
"""
    edit(small_root / "spec/small-v1/overlay.yaml", "actions:", f"actions:{action}")
    assert main([], root=small_root) == 0
    assert "small-v1: 3 operations, 1 of them skipped: removeLamp" in capsys.readouterr().out
    assert not (small_root / GENERATED / "small_v1/api/lamps/remove_lamp.py").exists()
    assert "Lamps are removed by hand." in (small_root / GENERATED / "small_v1/openapi.json").read_text(
        encoding="utf-8"
    )
