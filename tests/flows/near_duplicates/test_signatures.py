"""Signatures are a pure function of the text, everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.near_duplicates.shingles import shingles_of
from flows.near_duplicates.signatures import SLOTS, parsed, signature_of, sketch_of
from tests.flows.near_duplicates.stories import edited, story, text

_PRINT = """
import hashlib, sys
from flows.near_duplicates.signatures import signature_of
from tests.flows.near_duplicates.stories import story, text
print(hashlib.sha256(signature_of(text(story(1)))).hexdigest())
"""


def test_a_signature_is_the_one_that_it_always_was() -> None:
    """Signatures are kept: whoever changes how they are made has to change their mark, too."""
    signature = signature_of("The harbour of Talvik froze in May, the mayor of the town said.")
    assert signature[:4].hex() == "f3c404b3"
    assert (
        hashlib.sha256(signature).hexdigest()
        == "cad521ebfcbcccb8a74369a0c1207e41143aaf5b6c318c639d2ac5418d808186"
    )


@pytest.mark.parametrize("seed", ["0", "1", "random"])
def test_signatures_are_equal_in_every_process(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PRINT],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(signature_of(text(story(1)))).hexdigest()


_SIZES = """
import numpy, pathlib
def address_space():
    lines = pathlib.Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmSize"))
before = address_space()
from flows.near_duplicates.signatures import signature_of
signature_of("a few words of an invented text")
print(address_space() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="tells the address space by /proc")
def test_a_worker_gets_along_with_little_address_space() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SIZES],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) < 150_000


@given(st.lists(st.binary(min_size=1), min_size=1, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_shingles_does_not_matter(shingles: list[bytes], random: Random) -> None:
    sketch = sketch_of(shingles)
    random.shuffle(shingles)
    assert np.array_equal(sketch, sketch_of(shingles))


def test_equal_slots_estimate_the_similarity() -> None:
    errors = []
    for seed in range(30):
        told = story(seed)
        others = [text(told), text(edited(told, 0.02 * (seed % 10), seed))]
        sets = [set(shingles_of(each)[0]) for each in others]
        exact = len(sets[0] & sets[1]) / len(sets[0] | sets[1])
        one, other = (sketch_of(list(each)) for each in sets)
        errors.append(np.count_nonzero(one == other) / SLOTS - exact)
    assert abs(np.mean(errors)) < 0.015
    assert np.std(errors) < 0.04


def test_what_was_made_in_another_way_is_not_compared() -> None:
    signature = signature_of(text(story(1)))
    found = parsed(signature)
    assert found is not None
    assert found.words == 500
    assert len(signature) == 524
    assert parsed(b"old!" + signature[4:]) is None
    assert parsed(signature[:-1]) is None
    assert parsed(b"") is None


def test_a_text_without_a_word_has_none() -> None:
    assert signature_of("") == b""
    assert signature_of(" … – \n") == b""
