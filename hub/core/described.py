"""Owns the description (OpenAPI 3.1) of what is served beside the reads, made of the same values; it must not serve."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal

from pydantic.json_schema import models_json_schema

from contract.contributions import CONTRIBUTIONS
from contract.identity import ID_PATTERN
from contract.permissions import RULES
from contract.text import Model
from hub.core.openapi import REF, Json, in_query, refusal
from hub.core.parameters import Word
from hub.core.servings import Serving

#: A model as it is taken differs from the one as it is given: what has a default need not be there.
TAKEN = "#/components/schemas/{model}-taken"
SCHEMES: Json = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An access token, or an application's key."},
    "receiptCode": {
        "type": "apiKey",
        "in": "header",
        "name": "Receipt-Code",
        "description": "The code with which a guest proves whose contribution it is.",
    },
}
UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
KEY = Word(
    "Idempotency-Key", "The same for every repeat of one operation; a UUIDv7.", longest=36, required=True, pattern=UUID
)
#: What may happen to any serving, beside what it says itself.
ALWAYS = (400, 429, 500)


def describe_servings(document: Json, servings: Iterable[Serving]) -> Json:
    """Add them to the description. Gives the document."""
    served = list(servings)
    _add(document, (each.endpoint.gives for each in served), REF, "serialization")
    _add(document, (each.endpoint.takes for each in served), TAKEN, "validation")
    _bodies(document)
    document["components"]["securitySchemes"] = SCHEMES
    for serving in served:
        path = document["paths"].setdefault(serving.endpoint.path, {})
        path[serving.endpoint.method.lower()] = _operation(serving)
    return document


def _add(document: Json, models: Iterable[Any], template: str, mode: Literal["serialization", "validation"]) -> None:
    """Add the schemas of models, and of what they hold, where they are not there yet."""
    wanted = sorted({model for model in models if _is_model(model)}, key=lambda model: str(model.__name__))
    _, made = models_json_schema([(model, mode) for model in wanted], ref_template=template)
    for name, schema in made.get("$defs", {}).items():
        document["components"]["schemas"].setdefault(template.rpartition("/")[2].format(model=name), schema)


def _bodies(document: Json) -> None:
    """A contribution's body is that of its kind."""
    sent = document["components"]["schemas"].get("Sent-taken")
    if sent:
        models = [kind.body for kind in CONTRIBUTIONS.values()]
        _add(document, models, TAKEN, "validation")
        sent["properties"]["body"] = {"anyOf": [{"$ref": TAKEN.format(model=model.__name__)} for model in models]}


def _operation(serving: Serving) -> Json:
    endpoint = serving.endpoint
    headers = (KEY, *serving.headers) if endpoint.keyed else serving.headers
    operation: Json = {
        "summary": serving.says,
        "operationId": re.sub(r"[^a-z]+", "_", f"{endpoint.method}{endpoint.path}".lower()).strip("_"),
        "parameters": [*_in_path(endpoint.path), *in_query(serving.parameters), *in_query(headers, "header")],
        "responses": {
            **{str(status): _success(serving, status) for status in serving.statuses},
            **{str(status): refusal(status) for status in sorted(_refusals(serving))},
        },
        "security": _security(serving),
    }
    if endpoint.takes is not None:
        schema = {"type": "string", "format": "binary"}
        if _is_model(endpoint.takes):
            schema = {"$ref": TAKEN.format(model=endpoint.takes.__name__)}
        operation["requestBody"] = {"required": True, "content": {serving.takes_media: {"schema": schema}}}
    return operation


def _refusals(serving: Serving) -> set[int]:
    """Every status of a refusal that may happen."""
    endpoint, rule = serving.endpoint, RULES[serving.endpoint.action]
    found = {*ALWAYS, *serving.refuses}
    if endpoint.action != "read":
        # 403 for a key without the scope, 404 for a receipt code with a wrong sign.
        found |= {401, 403, 404}
    if rule.roles:
        found.add(403)
    if "{" in endpoint.path:
        found.add(404)
    if serving.parameters:
        found.add(422)
    if endpoint.takes is not None:
        found |= {408, 413, 415, 503}
    if _is_model(endpoint.takes):
        found.add(422)
    return found


def _security(serving: Serving) -> list[Json]:
    """Empty: nobody need be known; `{}` among others: also without."""
    if serving.endpoint.action == "read":
        return []
    return [{"bearer": []}, {"receiptCode": []}, {}] if RULES[serving.endpoint.action].guests else [{"bearer": []}]


def _success(serving: Serving, status: int) -> Json:
    said: Json = {"description": "Done." if serving.endpoint.method != "GET" else "What was asked for."}
    gives = serving.endpoint.gives
    if status == 204 or gives is type(None):
        return said
    schema = {"$ref": REF.format(model=gives.__name__)} if _is_model(gives) else {"type": "string", "format": "binary"}
    return {**said, "content": {serving.media: {"schema": schema}}}


def _in_path(path: str) -> list[Json]:
    shapes: dict[str, Json] = {
        "id": {"type": "string", "pattern": ID_PATTERN},
        "kind": {"type": "string", "enum": list(CONTRIBUTIONS)},
    }
    names = re.findall(r"\{(\w+)\}", path)
    return [{"name": name, "in": "path", "required": True, "schema": shapes[name]} for name in names]


def _is_model(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, Model)
