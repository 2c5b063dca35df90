"""A model of the lines of whole visible text: two networks, and what such a text is told by."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from cleaners.learned.line_columns import line_matrix_of
from cleaners.learned.line_view import LineView
from cleaners.learned.model import NETWORK_ARRAYS, text_array
from cleaners.learned.network import Network
from cleaners.learned.second_look import with_second_look
from cleaners.learned.selection import probabilities_of
from cleaners.learned.skeleton import Numbers
from cleaners.learned.text_kind import TextKinds

SHIPPED = "lines.npz"

Arrays = Mapping[str, NDArray[np.generic]]


class LineModel(Struct, frozen=True):
    """Everything that was learned from the visible texts of labelled pages.

    Attributes:
        columns: Names of the columns in the order in which the first network wants them.
        first: Scores lines by these columns.
        second: Scores them again, by what the first made of the lines around them, too.
        temperature: By which logits are divided.
        beta: Of the F-beta that the selection maximises.
        confidence_expected: Expected F1 values, rising ...
        confidence_found: ... and the mean F1 that texts with them had, out of fold.
        kinds: Tells whole visible texts from others.
    """

    columns: tuple[str, ...]
    first: Network
    second: Network
    temperature: float
    beta: float
    confidence_expected: Sequence[float]
    confidence_found: Sequence[float]
    kinds: TextKinds

    def probabilities(self, view: LineView) -> Numbers:
        """Return how likely each line of a whole visible text is main content."""
        columns = line_matrix_of(view)
        likely = chances_of(self.first, columns, self.temperature)
        return chances_of(
            self.second, with_second_look(columns, view.lines, likely), self.temperature
        )

    def confidence(self, expected: float) -> float:
        """Return the F1 that texts with this expected F1 had, from 0 to 1."""
        return float(np.interp(expected, self.confidence_expected, self.confidence_found))


def chances_of(network: Network, columns: NDArray[np.float32], temperature: float) -> Numbers:
    """Return the probabilities that a network gives to lines.

    Args:
        network: The network.
        columns: Shape (columns, lines).
        temperature: By which logits are divided.
    """
    return probabilities_of(network.logits(columns).astype(np.float64), temperature)


@cache
def shipped_line_model() -> LineModel:
    """Return the model in ``cleaners/data``; it is read once."""
    return line_model_from(files("cleaners").joinpath("data", SHIPPED).read_bytes())


def line_model_from(content: bytes) -> LineModel:
    """Return a model from the bytes that ``line_model_bytes`` gave.

    Raises:
        ValueError: The bytes hold no such model.
    """
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        decision = arrays["decision"].tolist()
        return LineModel(
            columns=tuple(bytes(arrays["columns"]).decode("utf-8").split("\n")),
            first=network_from(arrays, "first"),
            second=network_from(arrays, "second"),
            temperature=decision[0],
            beta=decision[1],
            confidence_expected=arrays["confidence_expected"].tolist(),
            confidence_found=arrays["confidence_found"].tolist(),
            kinds=TextKinds(
                measures=tuple(bytes(arrays["measures"]).decode("utf-8").split("\n")),
                means=arrays["kind_means"].tolist(),
                inverse_deviations=arrays["kind_inverse_deviations"].tolist(),
                weights=arrays["kind_weights"].tolist(),
                bias=int(arrays["kind_bias"][0]),
                threshold=decision[2],
            ),
        )


def network_from(arrays: Arrays, name: str) -> Network:
    """Return one of the networks of an archive."""
    bias, scale = arrays[f"{name}_output"].tolist()
    return Network(
        **{each: arrays[f"{name}_{each}"].astype(np.float32) for each in NETWORK_ARRAYS},
        bias=bias,
        scale=scale,
    )


def line_model_bytes(model: LineModel) -> bytes:
    """Return a model as the bytes of an npz archive without pickles."""
    kinds = model.kinds
    arrays = {
        "columns": text_array(model.columns),
        "decision": np.array([model.temperature, model.beta, kinds.threshold]),
        "confidence_expected": np.array(model.confidence_expected),
        "confidence_found": np.array(model.confidence_found),
        "measures": text_array(kinds.measures),
        "kind_means": np.array(kinds.means),
        "kind_inverse_deviations": np.array(kinds.inverse_deviations),
        "kind_weights": np.array(kinds.weights, dtype=np.int64),
        "kind_bias": np.array([kinds.bias], dtype=np.int64),
        **arrays_of(model.first, "first"),
        **arrays_of(model.second, "second"),
    }
    archive = io.BytesIO()
    np.savez_compressed(archive, allow_pickle=False, **arrays)
    return archive.getvalue()


def arrays_of(network: Network, name: str) -> Arrays:
    """Return a network as arrays; its integer weights in a byte each."""
    arrays = {f"{name}_{each}": getattr(network, each) for each in NETWORK_ARRAYS}
    arrays[f"{name}_hidden_weights"] = network.hidden_weights.astype(np.int8)
    arrays[f"{name}_weights"] = network.weights.astype(np.int8)
    arrays[f"{name}_output"] = np.array([network.bias, network.scale])
    return arrays
