"""The site as its host serves it: built and put beside an older version by the very command that publishes it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Final

from tools.site_versions import BRANCH, NEWEST

__all__ = ["EDIT", "OLDER", "published"]

EDIT: Final = "https://edit.invalid/docs/"
OLDER: Final = "0.0"
_VERSION: Final = "0.1"
_SITE: Final = "http://site.invalid/"
_PAGE: Final = "# An older version\n"
_SETTINGS: Final = "site_name: older\nplugins: [mike]\nextra: {version: {provider: mike}}\ntheme: material\n"


def published(root: Path, work: Path) -> Path:
    """Publish the site of the repository at ``root`` into a copy of it below ``work``; return the folder of the site.

    Raises:
        CalledProcessError: it cannot be built; why has been printed.
    """
    shutil.rmtree(work, ignore_errors=True)
    older, copy, site = work / "older", work / "repository.git", work / "site"
    (older / "docs").mkdir(parents=True)
    (older / "docs" / "index.md").write_text(_PAGE, encoding="utf-8")
    (older / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    subprocess.run(["git", "clone", "--quiet", "--bare", str(root), str(copy)], check=True)
    here = {**os.environ, "GIT_DIR": str(copy), "DOCS_SITE_DIR": str(work / "built"), "PYTHONPATH": str(root)}
    here |= {"DOCS_SITE_URL": _SITE, "DOCS_EDIT_URI": EDIT}
    for folder, versions in ((older, [OLDER]), (root, [_VERSION, NEWEST])):
        subprocess.run([sys.executable, "-m", "tools.site_versions", *versions], cwd=folder, env=here, check=True)
    packed = subprocess.run(["git", "archive", BRANCH], cwd=root, env=here, stdout=subprocess.PIPE, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(site, filter="data")
    return site
