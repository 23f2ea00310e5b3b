"""Owns asking a hub everything its description allows, and what it does not; it must not know what is right.

`python -m tests.security.fuzzing N` asks each operation so often of each kind, as each of `CALLERS`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks as of_openapi

from contract.contributions import CONTRIBUTIONS
from hub.asgi import HubApp, create_hub
from hub.settings import HubSettings
from tests.security.people import JPEG, account, key, person

CHECKS: Any = [
    schemathesis.checks.not_a_server_error,
    of_openapi.status_code_conformance,
    of_openapi.content_type_conformance,
    of_openapi.response_headers_conformance,
    of_openapi.response_schema_conformance,
]
CALLERS = ("guest", "code", "office", "key")
#: What ends the caller's own session would make all that follows a 401.
LAST = ("DELETE /v1/session", "POST /v1/me/deletion", "PUT /v1/me/password", "DELETE /v1/me/sessions/{id}")


@schemathesis.serializer(JPEG)
def _bytes(_: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def hub() -> HubApp:
    return create_hub(HubSettings(quotas=None))


def operations(app: HubApp) -> Iterator[Any]:
    """Each operation of the description, those that end a session last."""
    described: Any = schemathesis.openapi.from_asgi("/openapi.json", app)
    found = [result.ok() for result in described.get_all_operations()]
    return iter(sorted(found, key=lambda each: each.label in LAST))


def headers(app: HubApp, caller: str) -> dict[str, str]:
    if caller == "office":
        return dict(account(app, "office moderator editor provider resident").headers)
    return dict((key(app, "read contribute answer edit") if caller == "key" else person(app, caller)).headers)


def ask(app: HubApp, operation: Any, shown: dict[str, str], mode: GenerationMode, times: int, start: int = 0) -> Any:
    """Counter of statuses. Raises what schemathesis finds: every answer must be one that is described."""
    seen: Counter[int] = Counter()

    @seed(start)
    @settings(
        max_examples=times, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate, Phase.shrink), print_blob=False,
    )  # fmt: skip
    @given(operation.as_strategy(generation_mode=mode))
    def each(case: Any) -> None:
        if mode is GenerationMode.POSITIVE:
            lead_on(case)
        answer = case.call(headers=shown)
        seen[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)

    if mode is GenerationMode.POSITIVE or takes_anything(operation):
        each()
    return seen


def lead_on(case: Any) -> None:
    """What the description cannot say of two headers together would end nearly every case at the first check."""
    if case.operation.label.startswith("PUT /v1/contributions") and "Idempotency-Key" in case.headers:
        one, other = "If-None-Match", "If-Match"
        if one in case.headers or other not in case.headers:
            case.headers.pop(other, None)
            case.headers[one] = "*"
            case.body.pop("attachments", None)
            fits = [kind.name for kind in CONTRIBUTIONS.values() if {*kind.body.model_fields} & {*case.body["body"]}]
            case.path_parameters["kind"] = (fits or ["feedback"])[0]
    if "Upload-Offset" in case.headers and case.headers["Upload-Complete"] == "?0":
        case.headers["Upload-Offset"] = "0"


def takes_anything(operation: Any) -> bool:
    """Whether there is anything that could be wrong."""
    return bool(operation.body or list(operation.path_parameters) or list(operation.query) or list(operation.headers))


def main(times: int, start: int) -> None:
    app = hub()
    total: Counter[int] = Counter()
    for caller in CALLERS:
        for operation in operations(app):
            for mode in GenerationMode:
                seen = ask(app, operation, headers(app, caller), mode, times, start)
                total += seen
                print(f"{caller:<7} {mode.value:<9} {operation.label:<45} {dict(sorted(seen.items()))}", flush=True)
    app.hub.close()
    print(f"{sum(total.values())} requests, all as described: {dict(sorted(total.items()))}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
