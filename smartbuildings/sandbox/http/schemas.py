"""Checks values against the schemas of an OpenAPI document, and says in one text per field what is wrong.

OpenAPI 3.0 schemas are JSON Schema draft 4 but for ``nullable``, which is translated here. Texts never repeat the value
that was sent: it may be a secret.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, Final

import jsonschema_rs

__all__ = ["Checker", "to_json_schema"]

_VALUE: Final = "the value"
_WHOLE: Final = "body"


class Checker:
    """Checks values against one schema of ``document``.

    Args:
        schema: an OpenAPI 3.0 schema object; references point into ``components``.
        components: the document's components, already translated by ``to_json_schema``.
    """

    def __init__(self, schema: Mapping[str, Any], components: Mapping[str, Any]) -> None:
        whole = {**to_json_schema(schema), "components": components}
        if "$ref" in whole:  # draft 4 ignores everything beside a reference, so the reference moves one level down
            whole = {"allOf": [{"$ref": whole["$ref"]}], "components": components}
        self._schema = whole

    @functools.cached_property
    def _validator(self) -> jsonschema_rs.Draft4Validator:
        # Built on first use: there are hundreds of schemas, and most runs meet few of them.
        return jsonschema_rs.Draft4Validator(self._schema, mask=_VALUE, validate_formats=True)

    def problems(self, value: object) -> dict[str, str]:
        """Return one text for each field that does not fit; empty when all is well."""
        validator = self._validator  # built outside of the try: a schema that cannot be read is our defect
        try:
            if validator.is_valid(value):
                return {}
            found: dict[str, str] = {}
            for problem in validator.iter_errors(value):
                found.setdefault(_field(problem), _text(problem))
        except (UnicodeEncodeError, ValueError, OverflowError, RecursionError):
            return {_WHOLE: "cannot be read"}
        return found


def to_json_schema(schema: Any) -> Any:
    """Translate an OpenAPI 3.0 schema, or anything that holds some, to JSON Schema draft 4."""
    if isinstance(schema, list):
        return [to_json_schema(item) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    plain = {key: to_json_schema(value) for key, value in schema.items() if key not in {"nullable", "discriminator"}}
    if schema.get("nullable") is not True:
        return plain
    if isinstance(plain.get("type"), str) and "enum" not in plain:
        return {**plain, "type": [plain["type"], "null"]}
    return {"anyOf": [plain, {"enum": [None]}]}


def _field(problem: jsonschema_rs.ValidationError) -> str:
    path: list[str | int] = list(problem.instance_path)
    missing = getattr(problem.kind, "property", None)
    if problem.kind.name == "required" and isinstance(missing, str):
        path.append(missing)
    return ".".join(map(str, path)) or _WHOLE


def _text(problem: jsonschema_rs.ValidationError) -> str:
    if problem.kind.name == "required":
        return "is required"
    options = getattr(problem.kind, "options", None)
    if problem.kind.name == "enum" and isinstance(options, list):
        return f"has to be one of {', '.join(map(str, options))}"
    return problem.message.removeprefix(_VALUE).strip()
