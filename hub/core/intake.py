"""Owns the hot route by which contributions come in and go: request to operation, result to answer; no decisions."""

from __future__ import annotations

import logging

from starlette.types import Receive, Scope, Send

from contract.problems import Code
from hub.core import operations, problems
from hub.core.answers import JSON, SECURITY
from hub.core.committer import Committer
from hub.core.envelope import enveloped
from hub.core.limits import Limits
from hub.core.problems import Refusal

LOG = logging.getLogger(__name__)
HEADERS = ((b"content-type", JSON.encode()), (b"cache-control", b"private, no-store"), *SECURITY)


class Intake:
    """PUT and DELETE of `/v1/contributions/{kind}/{id}`, without a framework: it is asked more than anything else."""

    def __init__(self, committer: Committer, limits: Limits) -> None:
        self._committer = committer
        self._limits = limits

    @staticmethod
    def takes(scope: Scope) -> bool:
        path: str = scope["path"]
        return scope["method"] in ("PUT", "DELETE") and path.startswith("/v1/contributions/") and path.count("/") == 4

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            written = await self._committer.commit(await operations.read(scope, receive))
        except Exception as error:
            refusal = error if isinstance(error, Refusal) else Refusal(Code.HUB_BROKEN, 500)
            if refusal is not error:
                LOG.exception("%s of a contribution failed", scope["method"])
            await problems.tell(refusal, scope, receive, enveloped(send, scope, self._limits))
            return
        length, version = b"%d" % len(written.wire), b'"%d"' % written.version
        headers = [(b"content-length", length), (b"etag", version), *HEADERS, *self._limits.fields(scope)]
        await send({"type": "http.response.start", "status": written.status, "headers": headers})
        await send({"type": "http.response.body", "body": written.wire})
