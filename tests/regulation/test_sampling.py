"""A sample is the same for the same seed and frame, whoever draws it (四（三）抽查)."""

from hashlib import sha256

import pytest

from regulation.sampling import SamplingError, digest, sample, size_of

FRAME = [f"AJ2025{n:06d}" for n in range(1, 21)]


def test_the_sample_is_what_the_method_says_and_the_order_of_the_frame_does_not_matter():
    ranked = sorted(FRAME, key=lambda one: sha256(f"2025-1\n{one}".encode()).hexdigest())
    assert sample(FRAME, "2025-1", 3) == tuple(ranked[:3]) == sample(reversed(FRAME), "2025-1", 3)
    assert sample(FRAME, "2025-1", 3) == ("AJ2025000009", "AJ2025000014", "AJ2025000001")


def test_another_seed_draws_another_sample_and_a_larger_one_begins_with_the_smaller():
    assert sample(FRAME, "2025-2", 3) != sample(FRAME, "2025-1", 3)
    assert sample(FRAME, "2025-1", 5)[:3] == sample(FRAME, "2025-1", 3)
    assert set(sample(FRAME, "x", 20)) == set(FRAME)


@pytest.mark.parametrize(("asked", "frame", "size"), [
    ("5", 20, 5), ("20", 20, 20), ("20%", 20, 4), ("1%", 20, 1), ("5.01%", 20, 2), ("100％", 7, 7), (" 33% ", 3, 1)])
def test_a_size_is_a_number_or_a_share_rounded_up(asked, frame, size):
    assert size_of(asked, frame) == size


@pytest.mark.parametrize("asked", ["", "0", "21", "0%", "101%", "-1", "5件", "1e1"])
def test_what_is_no_size_is_refused(asked):
    with pytest.raises(SamplingError):
        size_of(asked, 20)


def test_the_hash_of_a_frame_changes_with_a_case():
    assert digest(FRAME) == digest(FRAME[::-1]) != digest(FRAME[1:])
    assert digest(["A", "B"]) == sha256(b"A\nB\n").hexdigest()
