"""Owns the description of the hub (OpenAPI 3.1), made of the same values that serve it; it must not serve."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from contract.changes import ChangePage, Hits, RecordList
from contract.kinds import KINDS
from contract.problems import Problem
from contract.record import Record
from hub.core.answers import JSON
from hub.core.parameters import Parameter
from hub.core.problems import MEDIA
from hub.core.readings import Reading

REF = "#/components/schemas/{model}"
#: What may happen to any reading, beside what it says itself.
ALWAYS = (429, 500)

Json = dict[str, Any]


def describe(document: Json, readings: Iterable[Reading]) -> Json:
    """Add the readings to what FastAPI knows of its own routes. Gives the document."""
    models: list[type[BaseModel]] = [*KINDS.values(), ChangePage, RecordList, Hits, Problem]
    _, made = models_json_schema([(model, "serialization") for model in models], ref_template=REF)
    document.setdefault("components", {}).setdefault("schemas", {}).update(made["$defs"])
    for reading in readings:
        document["paths"].setdefault(reading.endpoint.path, {})["get"] = _operation(reading)
    return document


def _operation(reading: Reading) -> Json:
    refuses = {*reading.refuses, *ALWAYS, *((400, 422) if reading.parameters else ())}
    return {
        "summary": reading.says,
        "operationId": re.sub(r"[^a-z]+", "_", reading.endpoint.path.lower()).strip("_"),
        "parameters": [*_in_path(reading), *in_query(reading.parameters)],
        "responses": {
            "200": {"description": "What was asked for.", "headers": HEADERS, "content": _given(reading)},
            "304": {"description": "The client holds the same already (`If-None-Match`).", "headers": HEADERS},
            **{str(status): refusal(status) for status in sorted(refuses)},
        },
    }


def refusal(status: int) -> Json:
    """The description of a problem answer."""
    return {"description": HTTPStatus(status).phrase, "content": {MEDIA: {"schema": _ref(Problem)}}}


def _in_path(reading: Reading) -> list[Json]:
    given = []
    for name in re.findall(r"\{(\w+)\}", reading.endpoint.path):
        schema: Json = {"type": "string", "enum": list(KINDS)}
        if name == "id":
            schema = dict(Record.model_json_schema()["properties"]["id"])
        given.append({"name": name, "in": "path", "required": True, "schema": schema})
    return given


def in_query(parameters: Iterable[Parameter], place: str = "query") -> list[Json]:
    """The description of parameters, in the query or in the header."""
    return [
        {
            "name": parameter.name,
            "in": place,
            "required": parameter.required,
            "description": parameter.says,
            "schema": parameter.schema(),
        }
        for parameter in parameters
    ]


def _given(reading: Reading) -> Json:
    gives: Any = reading.endpoint.gives
    if gives is bytes:
        return {reading.media: {"schema": {"type": "object" if reading.media == JSON else "string"}}}
    schema = _ref(gives)
    if gives is RecordList and reading.model:
        items = {"type": "array", "items": _ref(reading.model)}
        schema = {"allOf": [schema, {"type": "object", "properties": {"items": items}}]}
    return {"application/json": {"schema": schema}}


def _ref(model: type[Any]) -> Json:
    return {"$ref": REF.format(model=model.__name__)}


HEADERS: Json = {"ETag": {"description": "Strong validator (RFC 9110).", "schema": {"type": "string"}}}
