"""Owns what a clear no is, and a body that is not what it seems; it must not ask anything."""

from __future__ import annotations

import gzip

import httpx

from contract.problems import Problem


def no(answer: httpx.Response, *statuses: int) -> Problem:
    assert answer.status_code in statuses, (answer.status_code, answer.text[:300])
    assert answer.headers["content-type"] == "application/problem+json"
    return Problem.model_validate(answer.json())


def bomb() -> bytes:
    """A megabyte of zeros in a kilobyte, packed once more."""
    return gzip.compress(gzip.compress(b"\0" * 10_000_000))
