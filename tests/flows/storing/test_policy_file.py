"""What sites say in robots.txt is remembered, and a damaged file is begun anew."""

from __future__ import annotations

from pathlib import Path

from flows.fetching.policies import Policy, PolicyState
from flows.storing.policy_file import PolicyFile

_POLICY = Policy(
    url="https://gazette.example/robots.txt",
    state=PolicyState.PRESENT,
    body=b"User-agent: *\nDisallow: /private/\n",
    etag='"1"',
    fetched_at="2026-03-04T05:06:07+00:00",
)


def test_policies_are_remembered(tmp_path: Path) -> None:
    path = tmp_path / "state" / "policies.sqlite"
    with PolicyFile(path) as file:
        assert file.policy(_POLICY.url) is None
        file.keep_policy(Policy(url=_POLICY.url, state=PolicyState.MISSING, fetched_at="2025"))
        file.keep_policy(_POLICY)
    with PolicyFile(path) as file:
        assert file.policy(_POLICY.url) == _POLICY
        assert file.policy("https://radio.example/robots.txt") is None


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "policies.sqlite"
    path.write_bytes(b"no database" * 1_000)
    with PolicyFile(path) as file:
        assert file.policy(_POLICY.url) is None
        file.keep_policy(_POLICY)
        assert file.policy(_POLICY.url) == _POLICY
