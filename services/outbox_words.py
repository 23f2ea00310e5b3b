"""Owns whether something may be sent, and saying no to it as the hub would; it must not keep anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from contract.contributions import CONTRIBUTIONS
from contract.identity import read_code
from contract.problems import Code, FieldError, Problem, Refused
from contract.words import clean


def wanted(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The body as the hub takes it, its texts cleaned.

    Raises Refused (bad-request) with `errors[].pointer` such as `#/body/remark`.
    """
    tidy = {name: clean(value).strip() if isinstance(value, str) else value for name, value in body.items()}
    try:
        model = CONTRIBUTIONS[kind].body.model_validate(tidy)
    except ValidationError as error:
        errors = tuple(
            FieldError(pointer="/".join(("#/body", *map(str, wrong["loc"]))), detail=wrong["msg"])
            for wrong in error.errors(include_url=False, include_input=False, include_context=False)
        )
        raise no(Code.BAD_REQUEST, 422, errors) from error
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)


def code_read(typed: str) -> str:
    """A receipt code in its one form. Raises Refused (receipt-unknown) for what can be none."""
    code = read_code(typed)
    if code is None:
        raise no(Code.RECEIPT_UNKNOWN, 404)
    return code


def no(code: Code, status: int, errors: tuple[FieldError, ...] = ()) -> Refused:
    """What the hub would say, said here already."""
    return Refused(Problem(type="about:blank", title="", status=status, code=code, errors=errors))
