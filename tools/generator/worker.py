"""Run openapi-python-client on ``openapi.json`` in the current folder; a process of its own, started by its path.

It writes the package into ``package`` and ``report.json``: which modules the operations got, and what went wrong, an
unexpected exception included, with the place in the document as far as it is known. Around the library it settles what
that leaves to chance: a response without a schema, one without a body beside one with a body, and names that mean
something else in the generated code.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, NamedTuple

from openapi_python_client import Project
from openapi_python_client.config import ClassOverride, Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.any import AnyProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import snake_case

# What the generated modules import or define themselves: a class of that name gets `Model` behind it.
TAKEN_CLASSES = ["Any", "AuthenticatedClient", "BinaryIO", "BytesIO", "Client", "File", "FileTypes", "Generator"]
TAKEN_CLASSES += ["IntEnum", "Mapping", "Response", "StrEnum", "T", "TextIO", "TypeVar", "UNSET", "UUID", "Unset"]
# What the generated functions and methods name themselves, with another meaning.
TAKEN_ARGUMENTS = {"body", "cookies", "headers", "kwargs", "params", "quote", "response"}
TAKEN_FIELDS = {
    "additional_keys",
    "additional_properties",
    "cast",
    "cls",
    "d",
    "field_dict",
    "files",
    "from_dict",
    "json",
}
TAKEN_FIELDS |= {"prop", "prop_dict", "prop_name", "src_dict", "to_dict", "to_multipart", "types"}


class JsonProperty(AnyProperty):
    """A response body of which the document says nothing but that it is JSON."""

    _type_string: ClassVar[str] = "dict[str, Any] | list[Any] | str | float | bool | None"


def main(folder: Path) -> None:
    """Generate, and write the report."""
    file = ConfigFile(**json.loads((folder / "config.json").read_text(encoding="utf-8")))
    named = {name: {"class_name": f"{name}Model", "module_name": f"{snake_case(name)}_model"} for name in TAKEN_CLASSES}
    file.class_overrides = {name: ClassOverride.model_validate(override) for name, override in named.items()}
    source = folder / "openapi.json"
    config = Config.from_sources(file, MetaType.NONE, source, "utf-8", False, output_path=folder / "package")
    report = Report([], [])
    try:
        data = _parsed(json.loads(source.read_text(encoding="utf-8")), config, report.errors)
        if data is not None:
            _name_operations(data, json.loads(source.read_text(encoding="utf-8")))
            _settle(data, config, report)
            project = Project(openapi=data, config=config, custom_template_path=folder / "templates")
            project.build()
            report.errors.extend(_told(error) for error in project.errors)
    except Exception as error:  # noqa: BLE001  # the library promises none, and each is reported
        report.errors.append(_crash(error, _place(error.__traceback__)))
    (folder / "report.json").write_text(json.dumps(report._asdict()), encoding="utf-8")


class Report(NamedTuple):
    """What the parent process is told: modules as ``tag/name``, and errors with texts of the library or of ours."""

    modules: list[str]
    errors: list[dict[str, str]]


class Place(NamedTuple):
    """What the library was busy with: an operation, or a class, and the schemas inside it."""

    method: str
    path: str
    names: list[str]


def _parsed(document: dict[str, Any], config: Config, errors: list[dict[str, str]]) -> GeneratorData | None:
    """Parse; an operation at which the library fails is reported and left out, for the next failure to be seen too."""
    for schema in _objects(document):
        _name_enum_members(schema)
    # Without this the messages quote addresses. Harmless characters only: a text must not become code by accident.
    UntrustedString.__str__ = _harmless  # type: ignore[method-assign,assignment]
    try:
        while True:
            try:
                data = GeneratorData.from_dict(document, config=config)
            except Exception as error:  # noqa: BLE001  # as above
                place = _place(error.__traceback__)
                errors.append(_crash(error, place))
                if document["paths"].get(place.path, {}).pop(place.method, None) is None:
                    return None
            else:
                if isinstance(data, GeneratorError):
                    errors.append(_told(data))
                return None if isinstance(data, GeneratorError) else data
    finally:
        del UntrustedString.__str__


def _harmless(text: UntrustedString) -> str:
    return re.sub(r"[^\w ./{}~-]", "?", text.get_untrusted_value())


def _name_operations(data: GeneratorData, document: dict[str, Any]) -> None:
    """Note at each endpoint the operationId of the document: the library keeps only the Python name made of it."""
    names = {
        (method, _unnamed(path)): operation["operationId"]
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if isinstance(operation, dict) and "operationId" in operation
    }
    for collection in data.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            name = names[endpoint.method, _unnamed(endpoint.path.get_untrusted_value())]
            vars(endpoint)["operation_id"] = UntrustedString(name)


def _unnamed(path: str) -> str:
    """Return a path without the names of its parameters, which the library changes."""
    return re.sub(r"{[^}]*}", "{}", path)


def _settle(data: GeneratorData, config: Config, report: Report) -> None:
    for tag, collection in data.endpoint_collections_by_tag.items():
        report.errors.extend(_told(error) for error in collection.parse_errors)
        for endpoint in collection.endpoints:
            report.modules.append(f"{tag}/{endpoint.name}")
            _settle_responses(endpoint)
            _free_arguments(endpoint, config)
    for model in data.models:
        _free_fields([*(model.required_properties or []), *(model.optional_properties or [])], config)
    report.errors.extend(_told(error) for error in data.errors)
    report.errors.extend(_shared_modules(data))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    left = [value]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            yield value
            left += value.values()
        elif isinstance(value, list):
            left += value


def _name_enum_members(schema: dict[str, Any]) -> None:
    """Tell apart the values of an enum that differ in punctuation alone: of one name the library keeps one value."""
    enum = schema.get("enum")
    if not isinstance(enum, list) or "x-enum-varnames" in schema or {type(each) for each in enum} - {str, type(None)}:
        return
    texts = [text for text in enum if text is not None]
    names = [snake_case(text).upper() if text[:1].isalpha() else "" for text in texts]
    if any(name and names.count(name) > 1 for name in names):
        schema["x-enum-varnames"] = [
            name if name and names.count(name) == 1 else f"VALUE_{index}" for index, name in enumerate(names)
        ]


def _settle_responses(endpoint: Endpoint) -> None:
    """Type a body without a schema, and a response without a body beside one with a body."""
    has_body = any(response.source["return_type"] != "None" for response in endpoint.responses)
    for response in endpoint.responses:
        if has_body and isinstance(response.prop, AnyProperty):
            kind = NoneProperty if response.source["return_type"] == "None" else JsonProperty
            response.prop = kind(
                name=response.prop.name,
                python_name=response.prop.python_name,
                required=True,
                default=None,
                description=None,
                example=None,
            )


def _free_arguments(endpoint: Endpoint, config: Config) -> None:
    for location, argument in endpoint.iter_all_parameters():
        if argument.python_name in TAKEN_ARGUMENTS:
            old = argument.python_name
            argument.set_python_name(UntrustedString(f"{old}_{location.value}"), config)
            if location.value == "path":
                path = endpoint.path.get_untrusted_value()
                endpoint.path = UntrustedString(path.replace(f"{{{old}}}", f"{{{argument.python_name}}}"))


def _free_fields(fields: Iterable[Any], config: Config) -> None:
    items = [field.inner_property.python_name for field in fields if isinstance(field, ListProperty)]
    taken = TAKEN_FIELDS | {*items, *(f"{name}_data" for name in items)}  # the names in the loop over a list
    for field in fields:
        if field.python_name in taken:
            field.set_python_name(UntrustedString(f"{field.python_name}_field"), config)


def _shared_modules(data: GeneratorData) -> Iterator[dict[str, str]]:
    """Report classes whose modules have the same name: the later would be written over the earlier."""
    classes = defaultdict(list)
    for each in [*data.models, *data.enums]:
        classes[each.class_info.module_name].append(each.class_info.name)
    for module, names in classes.items():
        if len(names) > 1:
            yield {
                "place": f"schemas {' and '.join(sorted(names))}",
                "reason": f"both would be the module models/{module}.py",
                "cure": "Give one of them a `title` of its own in the overlay.",
            }


def _told(error: GeneratorError) -> dict[str, str]:
    return {"header": error.header, "detail": error.detail or ""}


def _crash(error: Exception, place: Place) -> dict[str, str]:
    reason = f"openapi-python-client fails with {type(error).__name__}: {error}"
    return {"method": place.method, "path": place.path, "place": ", ".join(place.names[-3:]), "reason": reason}


def _place(traceback: TracebackType | None) -> Place:
    """Read from the frames of a traceback what the library was busy with."""
    method, path, names = "", "", []
    while traceback is not None:
        known = traceback.tb_frame.f_locals
        traceback = traceback.tb_next
        if isinstance(known.get("method"), str) and isinstance(known.get("path"), UntrustedString):
            method, path = known["method"], known["path"].get_untrusted_value()
        for value in (known.get("name"), getattr(known.get("model_prop"), "name", None)):
            if isinstance(value, UntrustedString) and value.get_untrusted_value() not in names:
                names.append(value.get_untrusted_value())
        written = known.get("model") or known.get("enum")
        class_info = getattr(written, "class_info", None)
        if class_info is not None and class_info.name not in names:
            names.append(class_info.name)
    return Place(method, path, names)


if __name__ == "__main__":
    main(Path.cwd())
