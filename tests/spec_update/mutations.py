"""Random edits of a document, each with what it has to be called: told from the edit and the direction, nothing else.

This is an oracle for the comparison, so it shares no code with it: it walks the document itself, in the plainest way,
to know which schema is sent and which comes back.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

METHODS = {"get", "put", "post", "patch", "delete"}
Edit = Callable[["Site", random.Random], "str | None"]
EDITS: dict[str, Edit] = {}


class Site:
    """A document to be edited, with every schema in use and the directions it is used in."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = json.loads(json.dumps(document))
        self.schemas: list[dict[str, Any]] = []
        self._used: dict[int, set[str]] = {}
        for operation in self.operations():
            for parameter in operation.get("parameters", []):
                self._walk(self._at(parameter).get("schema", {}), "request")
            for media in self._at(operation.get("requestBody", {})).get("content", {}).values():
                self._walk(media["schema"], "request")
            for answer in operation["responses"].values():
                for media in self._at(answer).get("content", {}).values():
                    self._walk(media["schema"], "answer")
        for item in self.document["paths"].values():
            for parameter in item.get("parameters", []):
                self._walk(self._at(parameter).get("schema", {}), "request")

    def operations(self) -> Iterator[dict[str, Any]]:
        for item in self.document["paths"].values():
            yield from (item[method] for method in item if method in METHODS)

    def sent(self, schema: dict[str, Any]) -> bool:
        return "request" in self._used[id(schema)]

    def comes(self, schema: dict[str, Any]) -> bool:
        return "answer" in self._used[id(schema)]

    def fields(self) -> list[tuple[dict[str, Any], str, dict[str, Any]]]:
        """List every field as the object it is in, its name and its own schema, wherever that stands."""
        return [
            (one, name, self._at(inner)) for one in self.schemas for name, inner in one.get("properties", {}).items()
        ]

    def having(self, *keys: str) -> list[dict[str, Any]]:
        return [schema for schema in self.schemas if all(key in schema for key in keys)]

    def answers(self) -> list[tuple[dict[str, Any], str]]:
        return [(operation["responses"], code) for operation in self.operations() for code in operation["responses"]]

    def _at(self, node: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in node:
            place: Any = self.document
            for part in node["$ref"][2:].split("/"):
                place = place[part]
            node = place
        return node

    def _walk(self, node: dict[str, Any], direction: str) -> None:
        node = self._at(node)
        used = self._used.setdefault(id(node), set())
        if direction in used:
            return
        if not used:
            self.schemas.append(node)
        used.add(direction)
        inner = [*node.get("properties", {}).values(), *node.get("allOf", []), *node.get("anyOf", [])]
        inner += [*node.get("oneOf", []), *([node["items"]] if "items" in node else [])]
        if isinstance(node.get("additionalProperties"), dict):
            inner.append(node["additionalProperties"])
        for one in inner:
            self._walk(one, direction)


def edit(name: str) -> Callable[[Edit], Edit]:
    def register(function: Edit) -> Edit:
        EDITS[name] = function
        return function

    return register


def narrower(site: Site, schema: dict[str, Any]) -> str:
    """Fewer values are allowed: old calls may be refused; answers only got simpler to read."""
    return "breaking" if site.sent(schema) else "safe"


def wider(site: Site, schema: dict[str, Any]) -> str:
    """More values are allowed: answers may bring what an old decoder refuses; calls only got freer."""
    return "breaking" if site.comes(schema) else "additive"


@edit("drop a field")
def _(site: Site, rng: random.Random) -> str:
    schema, name, _ = rng.choice(site.fields())
    del schema["properties"][name]
    if name in schema.get("required", []):
        schema["required"].remove(name)
    return "breaking"


@edit("rename a field")
def _(site: Site, rng: random.Random) -> str:
    schema, name, _ = rng.choice(site.fields())
    new = rng.choice([f"{name}2", name.upper(), f"is{name.title()}", "somethingElse"])
    schema["properties"] = {new if key == name else key: value for key, value in schema["properties"].items()}
    if name in schema.get("required", []):
        schema["required"] = [new if one == name else one for one in schema["required"]]
    return "breaking"


@edit("retype a field")
def _(site: Site, rng: random.Random) -> str:
    schema, name, inner = rng.choice([one for one in site.fields() if "type" in one[2]])
    others = sorted({"string", "boolean", "array", "object", "number"} - {inner["type"]} - {"number"})
    schema["properties"][name] = {"type": rng.choice(others)}
    return "breaking"


@edit("require a field")
def _(site: Site, rng: random.Random) -> str:
    fields = [one for one in site.fields() if one[1] not in one[0].get("required", [])]
    schema, name, _ = rng.choice(fields)
    schema["required"] = [*schema.get("required", []), name]
    return narrower(site, schema)


@edit("no longer require a field")
def _(site: Site, rng: random.Random) -> str:
    schema, name, _ = rng.choice([one for one in site.fields() if one[1] in one[0].get("required", [])])
    schema["required"] = [one for one in schema["required"] if one != name]
    return wider(site, schema)


@edit("add a field")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice(site.having("properties"))
    schema["properties"]["quiteNew"] = {"type": "string"}
    return "breaking" if schema.get("additionalProperties") is False and site.comes(schema) else "additive"


@edit("add a field that has to be there")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice(site.having("properties"))
    schema["properties"]["quiteNew"] = {"type": "string"}
    schema["required"] = [*schema.get("required", []), "quiteNew"]
    return "breaking" if site.sent(schema) else "additive"


@edit("add an enum value")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice(site.having("enum"))
    schema["enum"].append("quiteNew")
    return wider(site, schema)


@edit("drop an enum value")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice(site.having("enum"))
    schema["enum"].pop(rng.randrange(len(schema["enum"])))
    return narrower(site, schema)


@edit("rename an enum value")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice(site.having("enum"))
    schema["enum"][rng.randrange(len(schema["enum"]))] = "quiteNew"
    return "breaking"


@edit("lift the enum")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice(site.having("enum"))
    del schema["enum"]
    return wider(site, schema)


@edit("tighten a limit")
def _(site: Site, rng: random.Random) -> str:
    key = rng.choice(["maximum", "maxLength", "maxItems", "minimum"])
    schema = rng.choice(site.having(key))
    schema[key] = schema[key] + 1 if key.startswith("min") else schema[key] - 1
    return narrower(site, schema)


@edit("loosen a limit")
def _(site: Site, rng: random.Random) -> str:
    key = rng.choice(["maximum", "maxLength", "maxItems", "minimum"])
    schema = rng.choice(site.having(key))
    schema[key] = schema[key] - 1 if key.startswith("min") else schema[key] + 1
    return wider(site, schema)


@edit("set a limit")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice([one for one in site.having("type") if one["type"] == "string" and "minLength" not in one])
    schema["minLength"] = 3
    return narrower(site, schema)


@edit("lift a limit")
def _(site: Site, rng: random.Random) -> str:
    key = rng.choice(["maximum", "maxLength", "maxItems", "minimum"])
    schema = rng.choice(site.having(key))
    del schema[key]
    return wider(site, schema)


@edit("change a pattern")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice(site.having("pattern"))
    schema["pattern"] = "^[xyz]+$"
    return "breaking"


@edit("change a format")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice(site.having("format"))
    schema["format"] = "quite-new"
    return "breaking"


@edit("change a step")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice(site.having("multipleOf"))
    schema["multipleOf"] *= 7
    return narrower(site, schema)


@edit("allow null")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice([one for one in site.having("type") if not one.get("nullable")])
    schema["nullable"] = True
    return wider(site, schema)


@edit("forbid null")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice([one for one in site.having("nullable") if one["nullable"]])
    del schema["nullable"]
    return narrower(site, schema)


@edit("forbid other fields")
def _(site: Site, rng: random.Random) -> str:
    schema = rng.choice([one for one in site.having("properties") if "additionalProperties" not in one])
    schema["additionalProperties"] = False
    return narrower(site, schema)


@edit("drop an operation")
def _(site: Site, rng: random.Random) -> str:
    path = rng.choice(list(site.document["paths"]))
    item = site.document["paths"][path]
    del item[rng.choice([key for key in item if key in METHODS])]
    return "breaking"


@edit("add an operation")
def _(site: Site, rng: random.Random) -> str:
    answer = {"200": {"description": "x", "content": {"application/json": {"schema": {"type": "object"}}}}}
    site.document["paths"][f"/quite/new/{rng.random()}"] = {"get": {"operationId": "getQuiteNew", "responses": answer}}
    return "additive"


@edit("rename an operation")
def _(site: Site, rng: random.Random) -> str:
    rng.choice(list(site.operations()))["operationId"] += "Now"
    return "breaking"


@edit("change a path")
def _(site: Site, rng: random.Random) -> str:
    paths = site.document["paths"]
    path = rng.choice(list(paths))
    paths[rng.choice([f"{path}/now", f"/x{path}", f"{path}s"])] = paths.pop(path)
    return "breaking"


@edit("change a method")
def _(site: Site, rng: random.Random) -> str:
    item = rng.choice(list(site.document["paths"].values()))
    method = rng.choice([key for key in item if key in METHODS])
    other = rng.choice(sorted(METHODS - item.keys()))
    item[other] = item.pop(method)
    return "breaking"


@edit("rename a placeholder")
def _(site: Site, rng: random.Random) -> str | None:
    paths = site.document["paths"]
    path = rng.choice([path for path in paths if path.count("{") == 1])
    own = [one for one in paths[path].get("parameters", []) if "$ref" not in one and one["in"] == "path"]
    if len(own) != 1:
        return None  # shared with other paths
    paths[path.replace("{" + own[0]["name"] + "}", "{thatOne}")] = paths.pop(path)
    own[0]["name"] = "thatOne"
    return "safe"


@edit("ask for another scope")
def _(site: Site, rng: random.Random) -> str:
    operation = rng.choice([one for one in site.operations() if one.get("security")])
    next(iter(operation["security"][0].values())).append("admin:everything")
    return "breaking"


@edit("ask for a scope less")
def _(site: Site, rng: random.Random) -> str:
    lists = [scopes for one in site.operations() for need in one.get("security", []) for scopes in need.values()]
    rng.choice([scopes for scopes in lists if scopes]).pop()
    return "additive"


@edit("ask for no credentials")
def _(site: Site, rng: random.Random) -> str:
    rng.choice([one for one in site.operations() if one.get("security")])["security"] = []
    return "additive"


@edit("ask for other credentials")
def _(site: Site, rng: random.Random) -> str:
    schemes = site.document["components"]["securitySchemes"]
    schemes["key"] = {"type": "apiKey", "in": "header", "name": "X-Key"}
    rng.choice(list(site.operations()))["security"] = [{"key": []}]
    return "breaking"


@edit("move the token route")
def _(site: Site, rng: random.Random) -> str:
    scheme = next(iter(site.document["components"]["securitySchemes"].values()))
    scheme["flows"]["clientCredentials"]["tokenUrl"] += f"/{rng.random()}"
    return "breaking"


@edit("move the server")
def _(site: Site, rng: random.Random) -> str:
    site.document["servers"][0]["url"] = f"https://{rng.random()}.example"
    return "breaking"


@edit("drop a success answer")
def _(site: Site, rng: random.Random) -> str:
    answers, code = rng.choice([one for one in site.answers() if one[1].startswith("2")])
    del answers[code]
    return "breaking"


@edit("change the code of a success")
def _(site: Site, rng: random.Random) -> str:
    answers, code = rng.choice([one for one in site.answers() if one[1].startswith("2")])
    answers["202"] = answers.pop(code)
    return "breaking"


@edit("drop an error answer")
def _(site: Site, rng: random.Random) -> str:
    answers, code = rng.choice([one for one in site.answers() if one[1].startswith("4")])
    del answers[code]
    return "safe"


@edit("add an error answer")
def _(site: Site, rng: random.Random) -> str:
    rng.choice(list(site.operations()))["responses"]["418"] = {"description": "A teapot."}
    return "additive"


@edit("drop a body")
def _(site: Site, rng: random.Random) -> str:
    del rng.choice([one for one in site.operations() if "requestBody" in one])["requestBody"]
    return "breaking"


@edit("no longer require a body")
def _(site: Site, rng: random.Random) -> str:
    bodies = [one["requestBody"] for one in site.operations() if one.get("requestBody", {}).get("required")]
    rng.choice(bodies)["required"] = False
    return "additive"


@edit("change the media type of a body")
def _(site: Site, rng: random.Random) -> str:
    contents = [one["requestBody"]["content"] for one in site.operations() if "content" in one.get("requestBody", {})]
    content = rng.choice(contents)
    content["application/xml"] = content.pop("application/json")
    return "breaking"


@edit("add a parameter")
def _(site: Site, rng: random.Random) -> str:
    operation = rng.choice(list(site.operations()))
    new = {"name": "quiteNew", "in": "query", "schema": {"type": "string"}}
    operation["parameters"] = [*operation.get("parameters", []), new]
    return "additive"


@edit("add a parameter that has to be given")
def _(site: Site, rng: random.Random) -> str:
    operation = rng.choice(list(site.operations()))
    new = {"name": "quiteNew", "in": rng.choice(["query", "header"]), "required": True, "schema": {"type": "string"}}
    operation["parameters"] = [*operation.get("parameters", []), new]
    return "breaking"


@edit("deprecate an operation")
def _(site: Site, rng: random.Random) -> str:
    rng.choice(list(site.operations()))["deprecated"] = True
    return "additive"


@edit("say something nobody here understands")
def _(site: Site, rng: random.Random) -> str:
    rng.choice(site.having("properties"))["dependentRequired"] = {"a": ["b"]}
    return "breaking"


@edit("word it otherwise")
def _(site: Site, rng: random.Random) -> str:
    place = rng.choice([*site.operations(), *site.schemas])
    place[rng.choice(["description", "title"]) if place in site.schemas else "summary"] = f"Other words {rng.random()}"
    return "safe"
