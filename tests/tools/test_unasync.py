from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.compare import files_under
from tools.unasync import ROOT, main

HTTP = '''"""Send."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx

from smartbuildings._async.auth import AsyncAuth
from smartbuildings._io.asynchronous import sleep


async def send(client: httpx.AsyncClient, auth: AsyncAuth, make: Callable[[], Awaitable[str]]) -> AsyncIterator[bytes]:
    """Send, with ``async with AsyncAuth()``."""
    await sleep(1)
    async with client.stream("GET", (await make()).strip()) as response:
        async for chunk in response.aiter_bytes():
            yield chunk
'''


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, text in {
        "smartbuildings/_async/__init__.py": "",
        "smartbuildings/_async/http.py": HTTP,
        "smartbuildings/_async/deep/er.py": "async def f() -> None: ...\n",
        "tests/_async/test_x.py": "import pytest\n\npytestmark = pytest.mark.anyio\n\n\nasync def test_a(): ...\n",
        "tests/_async/data/answer.json": '{"await": "async"}\n',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_every_file_is_derived_formatted_and_headed(root: Path) -> None:
    assert main([], root=root) == 0
    assert (
        (root / "smartbuildings/_sync/http.py").read_text(encoding="utf-8")
        == '''\
# Derived from smartbuildings/_async/http.py. Do not edit: change that file and run `python -m tools.unasync`.

"""Send."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx

from smartbuildings._io.synchronous import sleep
from smartbuildings._sync.auth import Auth


def send(client: httpx.Client, auth: Auth, make: Callable[[], str]) -> Iterator[bytes]:
    """Send, with ``with Auth()``."""
    sleep(1)
    with client.stream("GET", make().strip()) as response:
        for chunk in response.iter_bytes():
            yield chunk
'''
    )
    assert files_under(root / "smartbuildings/_sync").keys() == {"__init__.py", "http.py", "deep/er.py"}
    derived_test = (root / "tests/_sync/test_x.py").read_text(encoding="utf-8")
    assert "pytest" not in derived_test.partition("\n")[2].replace("test_a", ""), (
        "neither the mark nor its import is left"
    )
    assert (root / "tests/_sync/data/answer.json").read_text(encoding="utf-8") == '{"await": "async"}\n'


def test_deriving_twice_writes_nothing_new_and_check_agrees(root: Path) -> None:
    main([], root=root)
    first = files_under(root)
    assert main([], root=root) == 0
    assert main(["--check"], root=root) == 0
    assert files_under(root) == first


def test_check_sees_edits_leftovers_and_gaps_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([], root=root)
    (root / "smartbuildings/_sync/http.py").write_text("x = 1\n")
    (root / "smartbuildings/_sync/old.py").touch()
    (root / "tests/_sync/test_x.py").unlink()
    before = files_under(root)
    assert main(["--check"], root=root) == 1
    told = capsys.readouterr().err
    assert "smartbuildings/_sync/http.py: differs" in told
    assert "smartbuildings/_sync/old.py: is there and should not be" in told
    assert "tests/_sync/test_x.py: is missing" in told
    assert told.endswith("Run: python -m tools.unasync\n")
    assert files_under(root) == before
    assert main([], root=root) == 0
    assert main(["--check"], root=root) == 0


def test_a_line_missing_at_the_end_is_seen(root: Path) -> None:
    main([], root=root)
    path = root / "smartbuildings/_sync/http.py"
    path.write_text(path.read_text(encoding="utf-8").removesuffix("            yield chunk\n"), encoding="utf-8")
    assert main(["--check"], root=root) == 1


def test_a_module_that_is_no_python_is_named_and_nothing_changes(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([], root=root)
    (root / "smartbuildings/_async/http.py").write_text("async def f(:\n")
    before = files_under(root)
    assert main([], root=root) == 1
    assert "http.py" in capsys.readouterr().err
    assert files_under(root) == before


def test_nothing_to_derive_is_no_error(tmp_path: Path) -> None:
    assert main([], root=tmp_path) == main(["--check"], root=tmp_path) == 0
