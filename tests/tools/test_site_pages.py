"""The pages and pictures that are made: whole, true to the code, and the same each time."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from smartbuildings.cli.app import make_app
from smartbuildings.ecobee import models
from smartbuildings.errors import SmartBuildingsError
from smartbuildings.sandbox import QuotaLimits
from smartbuildings.smartthings import models as smartthings_models
from tools.documents import read_document
from tools.site_pages import environment, error_catalogue, fields
from tools.site_pages.build import makers
from tools.site_pages.changelog import changelog_page
from tools.site_pages.command_line import command_line_page
from tools.site_pages.overlay_page import overlay_page
from tools.site_pages.pictures.building_day import building_day
from tools.site_pages.pictures.hold_by_mode import Outcome, hold_by_mode, try_holds
from tools.site_pages.pictures.quota_pacing import REQUESTS, quota_pacing, run
from tools.site_pages.rest import rest_page
from tools.site_pages.swagger import swagger_document
from tools.spec_update.usage import UNUSED, Usage, read_usage

if TYPE_CHECKING:
    from tools.site_pages.public_names import PublicName

ROOT = Path(__file__).parents[2]
PACKAGES = ("ecobee_v1", "ecobee_v2", "nest_sdm", "smartthings", "smartthings_enterprise")


@cache
def _usage() -> Usage:
    return read_usage(ROOT)


@cache
def _rest(package: str) -> str:
    return rest_page(package, _usage())


@cache
def _catalogue() -> str:
    return error_catalogue.error_catalogue()


def _section(page: str, anchor: str) -> str:
    """Give what stands below the heading with an anchor, down to the next one of its level or above."""
    found = re.search(rf"^(#+) .*\{{ #{re.escape(anchor)} \}}$", page, re.MULTILINE)
    assert found is not None, anchor
    rest = page[found.end() :]
    after = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: after.start()] if after else rest


def test_git_ignores_every_file_that_is_made() -> None:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = tuple(line for line in lines if line.startswith("docs/"))

    made = [f"docs/{name}" for name in makers(ROOT, _usage())]

    assert made
    assert [path for path in made if path not in ignored and f"{path.rpartition('/')[0]}/" not in ignored] == []


# --- the REST reference -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("package", PACKAGES)
def test_each_operation_has_its_place_with_request_mark_scopes_and_who_makes_it(package: str) -> None:
    page = _rest(package)

    uses = [use for use in _usage().uses.values() if use.operation.package == package]
    assert (
        len(uses)
        == {"ecobee_v1": 25, "ecobee_v2": 37, "nest_sdm": 9, "smartthings": 41, "smartthings_enterprise": 20}[package]
    )
    for use in uses:
        told = _section(page, use.operation.operation_id)
        assert f"`{use.operation.method} {use.operation.path}`" in told
        assert f">{use.operation.mark}</strong>" in told
        assert all(f"`{scope}`" in told for scope in use.operation.scopes)
        assert all(f"`{member}`" in told for member in use.facade)
        assert use.function is not None
        assert f"`{use.function}`" in told


def test_a_field_is_told_with_type_limits_meaning_and_mark() -> None:
    told = _section(_rest("ecobee_v2"), "setHeatHold")

    (row,) = {line for line in told.splitlines() if line.startswith("| `desiredTemperature`<br>required")}
    assert "number, [desiredTemperature](#schema-desiredTemperature)<br>-10 to 120; steps of 0.01" in row
    assert "decimal degrees Fahrenheit" in row
    assert "mark-carried" in row


def test_what_is_inferred_says_from_what() -> None:
    document = _usage().documents["ecobee_v2"]

    operations = [each for item in document["paths"].values() for each in item.values() if "operationId" in each]
    inferred = [each for each in operations if each.get("x-mark") == "inferred"]
    assert inferred
    for each in inferred:
        assert f"Inferred: {each['x-basis']}." in _section(_rest("ecobee_v2"), each["operationId"])


@pytest.mark.parametrize("package", PACKAGES)
def test_every_link_within_a_rest_page_leads_somewhere(package: str) -> None:
    page = _rest(package)

    anchors = re.findall(r"\{ #([\w-]+) \}", page) + re.findall(r'<h\d id="([\w-]+)"', page)
    headings = [found.lower() for found in re.findall(r"^## ([\w ]+)$", page, re.MULTILINE)]
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([\w-]+)\)", page)) <= {*anchors, *headings}


def test_an_api_that_nothing_calls_says_so_above_its_operations() -> None:
    documents = _usage().documents
    info = {**documents["smartthings"]["info"], UNUSED: "Nothing calls it."}
    unused = Usage(_usage().tree, {**documents, "smartthings": {**documents["smartthings"], "info": info}}, {})

    assert "**Nothing calls it.**" in rest_page("smartthings", unused).partition("\n## ")[0]
    assert "calls it" not in _rest("smartthings").partition("\n## ")[0]


def test_scopes_are_told_as_alternatives_or_together_and_any_token_apart_from_none() -> None:
    assert "- Scopes: `r:devices:*` or `l:devices` <" in _section(_rest("smartthings"), "getDevices")
    assert "- Scopes: any token\n" in _section(_rest("smartthings"), "getTokenInstallation")
    assert "- Scopes: none; it is called before there is a token" in _section(_rest("smartthings"), "issueToken")
    assert "- Scopes: `create:building`, `read:building` <" in _section(_rest("ecobee_v2"), "createBuilding")
    shown = swagger_document(_usage().documents["smartthings"])["paths"]
    assert shown["/devices"]["get"]["description"].endswith("Scopes: `r:devices:*` or `l:devices`.")


def test_roles_are_told_where_they_take_the_place_of_scopes() -> None:
    told = _section(_rest("smartthings_enterprise"), "updateLocationGroup")
    assert "- Roles: `ACCOUNT_ADMIN` or `IOT_MANAGER` <" in told
    assert "Scopes" not in told
    shown = swagger_document(_usage().documents["smartthings_enterprise"])["paths"]
    assert shown["/locationgroups"]["post"]["description"].endswith("Roles: `ACCOUNT_ADMIN`.")


def test_limits_of_operations_of_another_document_are_told() -> None:
    told = _section(_rest("smartthings_enterprise"), "shared-limits")
    assert "[`listRoomDevices`](smartthings.md#listRoomDevices) | 350 requests in 60 s for each room <" in told
    assert "shared-limits" not in _rest("smartthings")


def test_a_rate_limit_is_told_with_what_is_counted_together() -> None:
    told = _section(_rest("smartthings"), "getDevice")
    assert "- Rate limit: 400 requests in 900 s for each device <" in told
    assert "an older page of the vendor" in _section(_rest("smartthings"), "listLocations")


def test_swagger_ui_shows_the_marks_and_cannot_ask_for_a_secret() -> None:
    document = _usage().documents["ecobee_v2"]

    shown = swagger_document(document)

    assert "tokenUrl" in json.dumps(document)
    assert "tokenUrl" not in json.dumps(shown)
    assert '"security' not in json.dumps(shown)
    hold = shown["paths"]["/api/v2/thermostats/{thermostatId}/autoHold"]["post"]
    assert hold["summary"].endswith("(inferred)")
    assert hold["description"].endswith("Scopes: `write:thermostat`.")
    assert "(known)" in shown["components"]["schemas"]["thermostatSettings"]["properties"]["coolRange"]["description"]


# --- errors -----------------------------------------------------------------------------------------------------------


def test_each_error_is_told_as_it_was_raised() -> None:
    page = _catalogue()

    for each in error_catalogue.error_classes():
        told = _section(page, each.__name__)
        assert "**What to do:**" in told
        assert f"> **{each.__name__}:** " in told or "nothing raises it itself" in told or "what is raised is" in told


def test_the_catalogue_quotes_what_the_sandbox_made_the_client_say() -> None:
    told = _section(_catalogue(), "InvalidRequest")

    assert "heat set point 95.0 °F is above its heat range (45.0 to 79.0 °F)" in told
    assert "- `field`: `'heat'`" in told
    assert "Exit code: 2." in told


def test_an_error_that_nobody_told_what_to_do_about_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    without = {name: advice for name, advice in error_catalogue.ADVICE.items() if name != "Conflict"}
    monkeypatch.setattr(error_catalogue, "ADVICE", without)

    with pytest.raises(ValueError, match="Conflict is missing in"):
        error_catalogue.error_catalogue()


def test_no_class_is_told_of_that_does_not_exist() -> None:
    assert {each.__name__ for each in error_catalogue.error_classes()} == set(error_catalogue.ADVICE)
    assert error_catalogue.error_classes()[0] is SmartBuildingsError


# --- the environment --------------------------------------------------------------------------------------------------


def test_every_variable_that_the_code_reads_is_told_of_and_no_other() -> None:
    assert environment.problems(ROOT / "smartbuildings") == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ('os.environ["MY_VARIABLE"]', "MY_VARIABLE"),
        ('os.environ.get("MY_VARIABLE", "")', "MY_VARIABLE"),
        ('os.getenv("MY_VARIABLE")', "MY_VARIABLE"),
        ('"MY_VARIABLE" in os.environ', "MY_VARIABLE"),
        ("os.environ.get(NAME)", "NAMED_BY_A_CONSTANT"),
        ('[os.environ[each] for each in ("ONE_OF_MANY",)]', "ONE_OF_MANY"),
        ('from_environment("NEW_SETTING")', "SMARTBUILDINGS_NEW_SETTING"),
        ('_variable("NEW_SETTING")', "SMARTTHINGS_NEW_SETTING"),
    ],
)
def test_a_variable_is_found_however_it_is_read(tmp_path: Path, code: str, name: str) -> None:
    source = f'import os\n\nNAME = "NAMED_BY_A_CONSTANT"\n\n\ndef read():\n    return {code}\n'
    (tmp_path / "new.py").write_text(source, encoding="utf-8")

    assert list(environment.variables_read(tmp_path)) == [name]
    assert f"{name} is read in {tmp_path.name}/new.py and not documented." in environment.problems(tmp_path)


# --- the command line, the overlays, the changelog --------------------------------------------------------------------


def test_every_command_stands_on_its_page_with_its_options_and_what_it_printed() -> None:
    page = command_line_page()

    for name in [name for name in make_app() if not name.startswith("-")]:
        assert f"smartbuildings {name}" in _section(page, name)
    assert "| `--heat` | text | Heat below this, such as 68F or 20C" in _section(page, "hold")
    assert "Thermostat 511134833204 holds heat 68.0 °F until the schedule changes next." in _section(page, "hold")
    assert "$ echo $?\n2" in _section(page, "resident-mode")
    assert "Args:" not in page


def test_each_action_of_each_overlay_is_told_with_its_reason() -> None:
    page = overlay_page(ROOT / "spec")

    for path in (ROOT / "spec").glob("*/overlay.yaml"):
        for number, action in enumerate(read_document(path)["actions"], 1):
            _, _, told = page.partition(f'<h4 id="{path.parent.name}-{number}">')
            told = told.partition("<h4")[0]
            assert " ".join(action["description"].split()).replace("<", "&lt;") in told
            assert " ".join(action["target"].split()) in told


def test_what_is_not_released_yet_stands_above_the_releases(tmp_path: Path) -> None:
    (tmp_path / "changelog.d").mkdir()
    (tmp_path / "changelog.d" / "+holds.added.md").write_text("Holds of\nthe fan.\n", encoding="utf-8")
    (tmp_path / "changelog.d" / "README.md").write_text("How to write one.", encoding="utf-8")
    kinds = '[[tool.towncrier.type]]\ndirectory = "added"\nname = "New"\n'
    (tmp_path / "pyproject.toml").write_text(kinds, encoding="utf-8")
    marker = "<!-- releases below, the newest first -->"
    (tmp_path / "CHANGELOG.md").write_text(f"# Changes\n\n{marker}\n\n## 0.1.0\n\n- First.\n", encoding="utf-8")

    page = changelog_page(tmp_path)

    assert "## Not released yet\n\n### New\n\n- Holds of the fan.\n\n## 0.1.0" in page
    assert "How to write one" not in page


# --- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("draw", [building_day, hold_by_mode, quota_pacing], ids=lambda draw: draw.__name__)
def test_a_picture_is_the_same_each_time_fetches_nothing_and_says_what_it_shows(
    draw: Callable[[], str],
) -> None:
    drawn = draw()

    assert draw() == drawn
    root = ElementTree.fromstring(drawn)
    texts = [element.text for element in root if element.tag.endswith(("title", "desc"))]
    assert len(texts) == 2
    assert all(texts)
    assert "viewBox" in root.attrib
    assert re.findall(r"https?://[^\"]+", drawn) == ["http://www.w3.org/2000/svg"]
    assert "url(" not in drawn


def test_a_hold_works_in_the_modes_that_use_its_set_point() -> None:
    shown = {(name, str(mode)): trial.shown for (name, mode), trial in try_holds().items()}

    assert {mode for (name, mode), outcome in shown.items() if name == "heat=" and outcome is Outcome.WORKS} == {
        "heat",
        "auxHeatOnly",
        "auto",
    }
    assert shown["heat=, cool=", "auto"] is Outcome.ABSENT
    assert shown["hold_fan()", "off"] is Outcome.WORKS
    assert shown["cool=", "off"] is Outcome.REFUSED


def test_the_client_in_the_picture_keeps_the_limit_that_the_uncounted_requests_break() -> None:
    counted, uncounted = run(is_counting=True), run(is_counting=False)

    assert sum(counted.answered.values()) == REQUESTS
    assert max(counted.answered.values()) <= QuotaLimits().second
    assert sum(counted.refused.values()) == 1, "the look at a full minute"
    assert sum(uncounted.refused.values()) > REQUESTS / 3


# --- for machines, and for the check of public names ------------------------------------------------------------------


def test_the_text_of_a_page_has_no_markup_of_the_site(tmp_path: Path) -> None:
    pytest.importorskip("griffe", reason="the docs group brings it")
    from tools.site_pages.machine_text import machine_texts

    (tmp_path / "start.md").write_text(
        '# Start { #top }\n\nFirst sentence. Second.\n\n=== "Sync"\n\n    ```python\n    x = 1\n    ```\n\n'
        'A [link][smartbuildings.ecobee.Thermostat] and <strong class="mark">known</strong>.\n\n'
        "::: smartbuildings.ecobee.Address\n",
        encoding="utf-8",
    )

    texts = machine_texts(ROOT, tmp_path)

    assert "- [Five minutes](llms/start.txt): First sentence.\n" in texts["llms.txt"]
    page = texts["llms/start.txt"]
    assert page.startswith("# Start\n\nFirst sentence. Second.\n\n**Sync**\n\n```python\nx = 1\n```\n")
    assert "A link and **known**." in page
    assert "### `Address`" in page
    assert page in texts["llms-full.txt"]


def test_every_public_name_has_a_docstring() -> None:
    pytest.importorskip("griffe", reason="the docs group brings it")
    from tools.site_pages.public_names import public_names, undocumented

    names = {each.name for each in public_names()}

    assert {"smartbuildings.ecobee.Thermostat.hold", "smartbuildings.errors.RateLimited.retry_after"} <= names
    assert undocumented() == []


def test_a_public_name_that_is_on_no_page_is_told(tmp_path: Path) -> None:
    pytest.importorskip("griffe", reason="the docs group brings it")
    from tools.site_pages.public_names import public_names, undocumented

    told = [
        f"{path} py:obj 1 x#$ -\n" for path in _all_paths(public_names(), but="smartbuildings.ecobee.Thermostat.hold")
    ]
    inventory = tmp_path / "objects.inv"
    head = b"# Sphinx inventory version 2\n# Project: x\n# Version: 1\n# compressed\n"
    inventory.write_bytes(head + zlib.compress("".join(told).encode()))

    assert undocumented(inventory) == ["smartbuildings.ecobee.Thermostat.hold is on no page of the site."]


def _all_paths(names: list[PublicName], *, but: str) -> Iterator[str]:
    for each in names:
        if each.name != but:
            yield from each.paths


def _fields_of(model: str, page: str) -> dict[str, tuple[str, str]]:
    """Return the field and the unit of each attribute on a page of fields."""
    section = page.partition(f"### {model}\n")[2].partition("\n### ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    return {attribute.strip("`"): (field, unit) for attribute, field, unit in rows}


def test_the_page_of_fields_follows_the_rows_of_the_models() -> None:
    ecobee, _, smartthings = fields.fields_page().partition("\n## SmartThings")
    shown = _fields_of("ThermostatStatus", ecobee)
    assert shown["temperature"] == ("`temperature`", "°F")
    assert shown["humidity"] == ("`humidity`", "%")
    assert shown["heat_cool_min_delta"] == ("`heatCoolMinDelta`", "°F")
    assert shown["set_points.heat"] == ("`setPoint.desiredHeat`", "°F")  # it has no heading of its own
    assert shown["running_equipment"] == ("`runningEquipment`", "–")  # it has one
    assert shown["is_resident_mode"] == ("`isResidentMode`, `isTenantMode`", "–")
    assert set(shown) >= {
        name
        for name in models.ThermostatStatus.__annotations__
        if name not in {"set_points", "heat_range", "cool_range"}
    }
    shown = _fields_of("ThermostatAttributes", smartthings)
    assert shown["heating_setpoint"] == ("`thermostatHeatingSetpoint.heatingSetpoint`", "°F or °C")
    assert set(shown) == set(smartthings_models.ThermostatAttributes.__annotations__)
