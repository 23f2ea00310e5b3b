"""Owns the proof that the one permission function opens what it should, and says why not; it must not know HTTP."""

from __future__ import annotations

from contract.permissions import GUEST, ROLES, RULES, Who, why_not
from contract.problems import Code


def test_a_guest_reads_and_contributes_and_is_told_to_sign_in_for_the_rest() -> None:
    for action, rule in RULES.items():
        reason = why_not(GUEST, action)
        assert (reason is None) == rule.guests
        assert reason is None or reason.code is Code.SIGN_IN_NEEDED


def test_an_account_without_roles_may_what_needs_none() -> None:
    anna = Who(account="a")
    assert why_not(anna, "own") is None
    reason = why_not(anna, "answer")
    assert reason is not None
    assert reason.code is Code.NOT_ALLOWED
    assert "editor" in reason.roles


def test_each_role_opens_what_names_it_and_nothing_else() -> None:
    for role in ROLES:
        who = Who(account="a", roles=frozenset({role}))
        for action, rule in RULES.items():
            assert (why_not(who, action) is None) == (not rule.roles or role in rule.roles), (role, action)


def test_a_closed_phase_is_said_only_to_who_could_else() -> None:
    assert why_not(GUEST, "contribute", opened=False) is not None
    closed = why_not(Who(account="a"), "contribute", opened=False)
    assert closed is not None
    assert closed.code is Code.PHASE_CLOSED
    hindered = why_not(GUEST, "own", opened=False)
    assert hindered is not None
    assert hindered.code is Code.SIGN_IN_NEEDED


def test_a_key_opens_its_scopes_only_and_never_an_account() -> None:
    reader = Who(key="k", scopes=frozenset({"read"}))
    assert why_not(reader, "read") is None
    for action in ("contribute", "own", "answer", "administer", "bookmark"):
        assert why_not(reader, action) is not None
