"""A model of main content: a table of class names, a network, and how to decide."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from cleaners.learned.network import Network

SHIPPED = "main_content.npz"
ODDS_STEPS = 16.0
"""Steps of the odds of a class name, which are kept as small integers."""

NETWORK_ARRAYS = (
    *("means", "inverse_deviations", "hidden_weights", "hidden_biases", "hidden_scales", "weights"),
)


class Model(Struct, frozen=True):
    """Everything that was learned from labelled pages.

    Attributes:
        columns: Names of the columns in the order in which the network wants them.
        odds: For each known class name, id, role and property the logarithm of its odds.
        network: Scores blocks.
        temperature: By which logits are divided.
        beta: Of the F-beta that the selection maximises, for pages that declare an article ...
        other_beta: ... and for all others.
        confidence_expected: Expected F1 values, rising ...
        confidence_found: ... and the mean F1 that pages with them had, out of fold.
    """

    columns: tuple[str, ...]
    odds: Mapping[str, float]
    network: Network
    temperature: float
    beta: float
    other_beta: float
    confidence_expected: Sequence[float]
    confidence_found: Sequence[float]

    def confidence(self, expected: float) -> float:
        """Return the F1 that pages with this expected F1 had, from 0 to 1."""
        return float(np.interp(expected, self.confidence_expected, self.confidence_found))


@cache
def shipped_model() -> Model:
    """Return the model in ``cleaners/data``; it is read once."""
    return model_from(files("cleaners").joinpath("data", SHIPPED).read_bytes())


def model_from(content: bytes) -> Model:
    """Return a model from the bytes that ``model_bytes`` gave.

    Raises:
        ValueError: The bytes hold no model, or one of other columns.
    """
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        decision = arrays["decision"]
        tokens = bytes(arrays["tokens"]).decode("utf-8").split("\n")
        odds = arrays["odds"].astype(np.float64) / ODDS_STEPS
        return Model(
            columns=tuple(bytes(arrays["columns"]).decode("utf-8").split("\n")),
            odds=dict(zip(tokens, odds.tolist(), strict=True)),
            network=Network(
                **{name: arrays[name].astype(np.float32) for name in NETWORK_ARRAYS},
                bias=float(decision[0]),
                scale=float(decision[1]),
            ),
            temperature=float(decision[2]),
            beta=float(decision[3]),
            other_beta=float(decision[4]),
            confidence_expected=arrays["confidence_expected"].tolist(),
            confidence_found=arrays["confidence_found"].tolist(),
        )


def model_bytes(model: Model) -> bytes:
    """Return a model as the bytes of an npz archive without pickles."""
    tokens = sorted(model.odds)
    network = model.network
    arrays = {
        "columns": text_array(model.columns),
        "tokens": text_array(tokens),
        "odds": np.rint([model.odds[token] * ODDS_STEPS for token in tokens]).astype(np.int8),
        "decision": np.array(
            [network.bias, network.scale, model.temperature, model.beta, model.other_beta]
        ),
        "confidence_expected": np.array(model.confidence_expected),
        "confidence_found": np.array(model.confidence_found),
        **{name: getattr(network, name) for name in NETWORK_ARRAYS},
        "hidden_weights": network.hidden_weights.astype(np.int8),
        "weights": network.weights.astype(np.int8),
    }
    archive = io.BytesIO()
    np.savez_compressed(archive, allow_pickle=False, **arrays)
    return archive.getvalue()


def text_array(lines: Sequence[str]) -> NDArray[np.uint8]:
    """Return lines as an array of bytes."""
    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)
